/** Redirect URIs: what may be registered, and finding the one a request names. */
import { listRedirectUris } from '../store/redirect-uris.js'
import type { Store } from '../store/store.js'
import type { Parameters } from './parameters.js'
import { invalidRedirectUri, noRedirectUri } from './refusals.js'

/** A redirect URI found, character for character, among those the client registered. */
export type RegisteredRedirectUri = string & { readonly registered: true }

/**
 * Compared exactly (RFC 9700 §4.1.3): a prefix match lets `https://shop.test.evil.test` in.
 * @returns the one asked for, or the first registered when none was
 */
export function registeredRedirectUri(
  parameters: Parameters,
  clientId: string,
  store: Store,
): RegisteredRedirectUri {
  const registered = listRedirectUris(store, clientId)
  const requested = parameters.get('redirect_uri')
  const uri = requested ?? registered[0]
  if (uri === undefined) throw noRedirectUri()
  if (!registered.includes(uri)) throw invalidRedirectUri(uri)
  return uri as RegisteredRedirectUri
}

/** The same `uri`, as long as nobody has removed it from the application's settings since. */
export function stillRegistered(
  uri: string,
  clientId: string,
  store: Store,
): RegisteredRedirectUri | undefined {
  if (!listRedirectUris(store, clientId).includes(uri)) return undefined
  return uri as RegisteredRedirectUri
}

/** Appends an answer; a query the URI already has stays (RFC 6749 §3.1.2). */
export function withAnswer(
  uri: RegisteredRedirectUri,
  answer: Readonly<Record<string, string | null>>,
): string {
  const given = Object.entries(answer).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  )
  const glue = !uri.includes('?') ? '?' : /[?&]$/.test(uri) ? '' : '&'
  return `${uri}${glue}${new URLSearchParams(given).toString()}`
}
