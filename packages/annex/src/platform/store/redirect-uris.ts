/** Redirect URIs a client registered, in their order: the first is the default. */
import type { Store } from './store.js'

export function listRedirectUris(store: Store, clientId: string): string[] {
  const rows = store.all<{ uri: string }>(
    'select uri from redirect_uris where client_id = ? order by position',
    clientId,
  )
  return rows.map((row) => row.uri)
}

/** Replaces the whole list. */
export function setRedirectUris(store: Store, clientId: string, uris: readonly string[]): void {
  store.transaction(() => {
    store.run('delete from redirect_uris where client_id = ?', clientId)
    for (const [position, uri] of uris.entries()) {
      store.run(
        'insert into redirect_uris (client_id, position, uri) values (?, ?, ?)',
        ...[clientId, position, uri],
      )
    }
  })
}
