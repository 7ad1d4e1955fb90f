/** The token a connection of kind `app` calls with; those of kind `connect` use our own key. */
import { Secret } from '../../core/secret.js'
import { findConnection, type AccountKey } from '../store/connections.js'
import { openCredentials } from './credentials.js'
import type { ConnectParts } from './parts.js'

/** @throws SealError when the credentials don't open with the keys we have (K1) */
export async function accessToken(
  key: AccountKey,
  { database, keyRing }: Pick<ConnectParts, 'database' | 'keyRing'>,
): Promise<Secret> {
  const connection = await findConnection(database, key)
  if (!connection?.credentials) throw new Error('The connection ended while it was being used.')
  const { credentials } = connection
  const { access_token } = openCredentials({ ...connection, credentials }, keyRing)
  if (!access_token) throw new Error('The connection was kept without an access token.')
  return new Secret(access_token)
}
