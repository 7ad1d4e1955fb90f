/** Which files each purpose takes: https://docs.stripe.com/file-upload#file-types. */

export interface Rule {
  /** As `file.type` names them. */
  readonly types: readonly string[]
  readonly maxBytes: number
}

const KIB = 1024
const MIB = 1024 * KIB

const DOCUMENT: Rule = { types: ['jpg', 'pdf', 'png'], maxBytes: 16 * MIB }
const IMAGE: Rule = { types: ['gif', 'jpg', 'png'], maxBytes: 512 * KIB }

const RULES: Readonly<Record<string, Rule>> = {
  business_icon: IMAGE,
  business_logo: IMAGE,
  customer_signature: { types: ['gif', 'jpg', 'png'], maxBytes: 4 * MIB },
  dispute_evidence: { types: ['jpg', 'pdf', 'png'], maxBytes: 5 * MIB },
  pci_document: { types: ['pdf'], maxBytes: 16 * MIB },
  tax_document_user_upload: {
    types: ['csv', 'docx', 'jpg', 'pdf', 'png', 'txt', 'xlsx'],
    maxBytes: 16 * MIB,
  },
  terminal_android_apk: { types: ['apk'], maxBytes: 16 * MIB },
  terminal_reader_splashscreen: { types: ['gif', 'jpg', 'png'], maxBytes: 2 * MIB },
  terminal_wifi_certificate: { types: ['crt', 'pem'], maxBytes: MIB },
  terminal_wifi_private_key: { types: ['key', 'pem'], maxBytes: MIB },
}

/** Identity documents and whatever has no rule of its own. */
export function ruleFor(purpose: string): Rule {
  return RULES[purpose] ?? DOCUMENT
}

const SIGNATURES: readonly [type: string, contentType: string, bytes: string][] = [
  ['png', 'image/png', '\x89PNG\r\n'],
  ['jpg', 'image/jpeg', '\xff\xd8\xff'],
  ['gif', 'image/gif', 'GIF8'],
  ['pdf', 'application/pdf', '%PDF-'],
]
const BINARY = 'application/octet-stream'

/** By its first bytes; only where those say nothing, by the ending of its name. */
export function typeOf(content: Uint8Array, filename: string) {
  const head = Buffer.from(content.subarray(0, 8)).toString('latin1')
  const known = SIGNATURES.find(([, , bytes]) => head.startsWith(bytes))
  if (known) return { type: known[0], content_type: known[1] }
  const ending = /\.(\w{2,4})$/.exec(filename)?.[1]?.toLowerCase() ?? null
  const claimsMore = SIGNATURES.some(([type]) => type === ending)
  return { type: claimsMore ? null : ending, content_type: BINARY }
}
