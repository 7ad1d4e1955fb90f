/** Connections of a seed: an account that let an application in before anybody clicked. */
import { newId } from '../../core/ids.js'
import { keyedHash, maskKey } from '../../core/secret.js'
import { findAccount } from '../store/accounts.js'
import { findClient, type ClientRow } from '../store/applications.js'
import { addGrant, connectGrant, findUnrevokedGrant } from '../store/grants.js'
import { addToken } from '../store/oauth-tokens.js'
import { unknownAccount, unknownApplication } from './seed-error.js'
import type { SeedConnection } from './seed-file.js'
import type { SeedTools } from './tools.js'

/** @throws SeedError when the application or the account is nowhere */
export function applyConnection(connection: SeedConnection, tools: SeedTools): void {
  const { store, clock } = tools
  const client = findClient(store, connection.application)
  if (!client) throw unknownApplication(connection.application)
  const { account, scope } = connection
  if (!findAccount(store, account)) throw unknownAccount(account)
  const livemode = client.livemode === 1
  if (findUnrevokedGrant(store, { application: client.id, account, livemode })) return
  const id = newId('grant', tools.random)
  const created = clock.now()
  const { client_id } = client
  addGrant(store, {
    ...{ id, application: client.id, client_id, account, livemode: client.livemode, scope },
    ...{ granted_by: null, created },
  })
  connectGrant(store, id, { scope, now: created })
  addTokens(connection, { grant: id, client }, tools)
}

function addTokens(
  connection: SeedConnection,
  under: { grant: string; client: ClientRow },
  { store, hashKey, clock }: SeedTools,
): void {
  for (const kind of ['access', 'refresh'] as const) {
    const token = connection[`${kind}_token`]
    if (token === undefined) continue
    addToken(store, {
      ...{ hash: keyedHash(token, hashKey), grant_id: under.grant, kind, scope: connection.scope },
      ...{ livemode: under.client.livemode, masked: maskKey(token), created: clock.now() },
    })
  }
}
