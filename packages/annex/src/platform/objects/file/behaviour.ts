/** Files: uploaded once, never changed. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { Upload } from '../../engine/upload.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { ruleFor, typeOf } from './purposes.js'
import { makeLink } from './link.js'
import { emptyFile, notInMultipart, tooLarge, wrongType } from './refusals.js'

/** Where the bytes are kept. */
export interface Contents {
  add(id: string, content: { content_type: string; body: Uint8Array }): void
}

type Params = Omit<Stripe.FileCreateParams, 'file'> & { readonly file: unknown }

export function file(contents: Contents): Behaviour<'file'> {
  return {
    kind: 'file',
    operations: {
      'POST /v1/files': (_path, params: Params, work) => {
        const upload = checked(params)
        const { type, content_type } = typeOf(upload.content, upload.name)
        const kept = work.insert('file', fileOf(upload, { type, purpose: params.purpose }, work))
        contents.add(kept.id, { content_type, body: upload.content })
        const link = params.file_link_data
        if (link?.create) makeLink({ ...link, file: kept.id }, work)
        return kept
      },
    },
  }
}

function checked({ file: upload, purpose }: Params): Upload {
  if (!(upload instanceof Upload)) throw notInMultipart()
  const rule = ruleFor(purpose)
  if (upload.size === 0) throw emptyFile()
  if (upload.size > rule.maxBytes) throw tooLarge(purpose, rule)
  const { type } = typeOf(upload.content, upload.name)
  if (type === null || !rule.types.includes(type)) throw wrongType(purpose, rule)
  return upload
}

function fileOf(
  upload: Upload,
  { type, purpose }: { type: string | null; purpose: string },
  work: UnitOfWork,
): Stripe.File {
  const id = work.newId('file')
  return {
    id,
    object: 'file',
    created: work.now,
    expires_at: null,
    filename: upload.name,
    purpose,
    size: upload.size,
    title: null,
    type,
    url: `${work.baseUrl}/v1/files/${id}/contents`,
  }
}
