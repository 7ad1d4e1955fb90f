/** Whether a delivery was signed with one of our secrets, lately (W2, W3). */
import { Stripe } from 'stripe'
import type { Secret } from '../../core/secret.js'

/** Seconds, into the past and into the future. */
const TOLERANCE = 300

const MOST_BYTES = 4096
const MOST_ITEMS = 16
const V1 = /^[0-9a-fA-F]{64}$/

/** A header worth reading a body for (W1). */
export type SignatureHeader = string & { readonly wellFormed: true }

/** @returns undefined when it can't be one of Stripe's, whatever the body says */
export function readSignatureHeader(
  header: string | null,
  now: number,
): SignatureHeader | undefined {
  if (header === null || Buffer.byteLength(header) > MOST_BYTES) return undefined
  const items = header.split(',').map(pairOf)
  if (items.length > MOST_ITEMS) return undefined
  const times = items.filter(({ scheme }) => scheme === 't')
  const signatures = items.filter(({ scheme }) => scheme === 'v1')
  const [time] = times
  if (times.length !== 1 || !time || !/^\d{1,12}$/.test(time.value)) return undefined
  if (Math.abs(now - Number(time.value)) > TOLERANCE) return undefined
  if (signatures.length === 0 || !signatures.every(({ value }) => V1.test(value))) return undefined
  return header as SignatureHeader
}

function pairOf(item: string): { scheme: string; value: string } {
  const at = item.indexOf('=')
  return { scheme: item.slice(0, at), value: item.slice(at + 1) }
}

/** `garbled`: signed by us or by Stripe, and yet no event as the client knows them. */
export type Verdict = { kind: 'genuine'; value: unknown } | { kind: 'forged' } | { kind: 'garbled' }

/**
 * Any signature with any live secret will do (W11). The official client compares, in constant time.
 * @param body the bytes that travelled
 */
export function verify(
  body: Uint8Array,
  header: SignatureHeader,
  secrets: readonly Secret[],
  nowMs: number,
): Verdict {
  // The same memory: the client asks for a Buffer.
  const payload = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  for (const secret of secrets) {
    const verdict = verifyWith(secret, { payload, header, nowMs })
    if (verdict.kind !== 'forged') return verdict
  }
  return { kind: 'forged' }
}

interface Delivery {
  payload: Buffer
  header: SignatureHeader
  nowMs: number
}

function verifyWith(secret: Secret, { payload, header, nowMs }: Delivery): Verdict {
  const { webhooks } = Stripe
  try {
    const key = secret.reveal()
    const value = webhooks.constructEvent(payload, header, key, TOLERANCE, undefined, nowMs)
    return { kind: 'genuine', value }
  } catch (error) {
    const isForged = error instanceof Stripe.errors.StripeSignatureVerificationError
    return isForged ? { kind: 'forged' } : { kind: 'garbled' }
  }
}
