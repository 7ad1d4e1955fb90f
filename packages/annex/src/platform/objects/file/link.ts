/** File links: addresses under which a file can be fetched without a key, until they expire. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { Behaviour, DueTask } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { expiryInThePast } from './refusals.js'

/** Under it the secret of a link is found. */
export const LINKS_PATH = '/links'

type CreateParams = Stripe.FileLinkCreateParams

export const fileLink: Behaviour<'file_link'> = {
  kind: 'file_link',
  operations: {
    'POST /v1/file_links': (_path, params: CreateParams, work) => {
      work.get('file', params.file, 'file')
      return makeLink(params, work)
    },
  },
  changes({ expires_at }: Stripe.FileLinkUpdateParams, before, work) {
    if (expires_at === undefined) return {}
    const at = expires_at === 'now' ? work.now : expires_at || null
    if (at !== null && at < work.now) throw expiryInThePast()
    expireThen({ id: before.id, expires_at: at }, work)
    return { expired: at !== null && at <= work.now, expires_at: at }
  },
}

export function makeLink(params: CreateParams, work: UnitOfWork): Stripe.FileLink {
  const { file, expires_at = null } = params
  if (expires_at !== null && expires_at <= work.now) throw expiryInThePast()
  const id = work.newId('file_link')
  expireThen({ id, expires_at }, work)
  return work.insert('file_link', {
    id,
    object: 'file_link',
    created: work.now,
    expired: false,
    expires_at,
    file,
    livemode: work.caller.livemode,
    metadata: metadataFrom(params.metadata),
    url: `${work.baseUrl}${LINKS_PATH}/${id}/${randomText(32, work.random)}`,
  })
}

/** The due task: an expiry that was moved meanwhile has a task of its own. */
export const expireFileLink: DueTask = (id, work) => {
  const link = work.find('file_link', id)
  if (!link || link.expires_at === null || link.expires_at > work.now) return
  work.update('file_link', id, { expired: true })
}

function expireThen(
  { id, expires_at }: Pick<Stripe.FileLink, 'id' | 'expires_at'>,
  work: UnitOfWork,
): void {
  if (expires_at !== null) work.later(expires_at, 'expire_file_link', id)
}
