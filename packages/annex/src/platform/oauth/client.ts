/** The client a request names, found and fit to ask (oauth.md 1.3, 2.5). */
import { findClient, type ClientRow } from '../store/applications.js'
import type { Store } from '../store/store.js'
import type { Parameters } from './parameters.js'
import { missingParameter, notActivated, oauthNotEnabled, unknownClient } from './refusals.js'

/** A client whose application exists, has OAuth switched on and, in live mode, is activated. */
export type OpenClient = ClientRow & { readonly open: true }

export function openClient(parameters: Parameters, store: Store): OpenClient {
  const clientId = parameters.get('client_id')
  if (clientId === undefined) throw missingParameter('client_id')
  const client = findClient(store, clientId)
  if (!client) throw unknownClient()
  if (client.enabled === 0) throw oauthNotEnabled()
  if (client.livemode === 1 && client.activated === 0) throw notActivated()
  return { ...client, open: true }
}
