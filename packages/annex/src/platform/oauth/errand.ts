/** Tells the sign-in page why somebody is there: an application waits for them. */
import type { Errand } from '../people/errand.js'
import { imagePath, requestOfPath } from './paths.js'
import { findPending } from './pending.js'
import type { OAuthTools } from './tools.js'

/** @param path where the person returns to; only a consent page is an errand */
export function errandOf(oauth: OAuthTools, path: string, browserHash: string): Errand | undefined {
  const request = requestOfPath(path)
  const pending = request && findPending(oauth, request, browserHash)
  if (!pending) return undefined
  const { client, prefill } = pending
  const image = client.logo ?? client.icon
  return {
    application: client.name,
    logo: image ? imagePath(image) : undefined,
    primaryColor: client.primary_color ?? undefined,
    livemode: client.livemode === 1,
    prefill: {
      email: prefill.email ?? '',
      name: [prefill.first_name, prefill.last_name].filter(Boolean).join(' '),
      business_name: prefill.business_name ?? '',
      country: prefill.country ?? 'US',
    },
  }
}
