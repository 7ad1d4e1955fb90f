/** Changing the redirect URIs of one client, one at a time. */
import { rulesBrokenBy, type RuleBroken } from '../../oauth/redirect-uri-rules.js'
import { setRedirectUris } from '../../store/redirect-uris.js'
import type { Store } from '../../store/store.js'
import type { OwnClient } from './own-application.js'

/** What would be said of adding `uri` to this client's list. */
export function faultOfNew(client: OwnClient, uri: string): RuleBroken | undefined {
  const wanted = [...client.redirectUris, uri]
  return rulesBrokenBy(wanted, client.livemode === 1).get(wanted.length - 1)
}

export type UriChange = 'add' | 'remove' | 'first'

/** @returns the rule that refuses the new list; then nothing was changed */
export function changeRedirectUris(
  store: Store,
  client: OwnClient,
  change: { what: UriChange; uri: string },
): RuleBroken | undefined {
  const { what, uri } = change
  const others = client.redirectUris.filter((registered) => registered !== uri)
  const isKnown = others.length < client.redirectUris.length
  if (what === 'add') {
    const broken = faultOfNew(client, uri)
    if (broken) return broken
    setRedirectUris(store, client.client_id, [...client.redirectUris, uri])
  } else if (isKnown) {
    setRedirectUris(store, client.client_id, what === 'first' ? [uri, ...others] : others)
  }
  return undefined
}
