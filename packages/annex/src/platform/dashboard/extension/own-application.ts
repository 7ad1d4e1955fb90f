/** The application of the account a person looks at, with both its clients. */
import { findApplicationOf, findClientOfAccount } from '../../store/applications.js'
import type { ApplicationRow, ClientRow } from '../../store/applications.js'
import { listRedirectUris } from '../../store/redirect-uris.js'
import type { Store } from '../../store/store.js'

export interface OwnClient extends ClientRow {
  redirectUris: readonly string[]
}

export interface OwnApplication {
  application: ApplicationRow
  test: OwnClient
  live: OwnClient
}

export function findOwnApplication(store: Store, account: string): OwnApplication | undefined {
  const application = findApplicationOf(store, account)
  const test = clientOf(store, account, false)
  const live = clientOf(store, account, true)
  return application && test && live ? { application, test, live } : undefined
}

function clientOf(store: Store, account: string, livemode: boolean): OwnClient | undefined {
  const client = findClientOfAccount(store, account, livemode)
  return client && { ...client, redirectUris: listRedirectUris(store, client.client_id) }
}
