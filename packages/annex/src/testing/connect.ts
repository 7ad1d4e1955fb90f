/** Connections made by hand, for tests that are not about how they come to be. */
import { newId, randomText } from '../core/ids.js'
import { keyedHash, maskKey } from '../core/secret.js'
import type { Platform } from '../platform/app.js'
import type { CreatedAccount } from '../platform/store/accounts.js'
import { addApplication } from '../platform/store/applications.js'
import { addGrant, connectGrant, endGrant } from '../platform/store/grants.js'
import { addToken, revokeTokensOf } from '../platform/store/oauth-tokens.js'

/** An account that owns an extension. */
export interface TestExtension extends CreatedAccount {
  readonly application: string
  readonly clientIds: { readonly test: string; readonly live: string }
}

export interface TestConnection {
  readonly grant: string
  readonly accessToken: string
  /** Ends it from the account's side; its tokens end with it. */
  readonly revoke: () => void
}

export function createExtension(platform: Platform, name = 'Ledgerline'): TestExtension {
  const { store, outside } = platform.parts
  const { random, clock } = outside
  const owner = platform.createAccount({ email: `owner-${randomText(6, random)}@ledgerline.test` })
  const clientIds = { test: newId('ca', random), live: newId('ca', random) }
  const application = newId('app', random)
  addApplication(
    store,
    {
      ...{ id: application, account: owner.account.id, kind: 'extension', name, website: null },
      ...{ enabled: 1, sends_issuer: 0, primary_color: null, secondary_color: null },
      ...{ icon: null, logo: null, created: clock.now() },
    },
    clientIds,
  )
  return { ...owner, application, clientIds }
}

export function connect(
  platform: Platform,
  extension: TestExtension,
  to: { account: string; scope?: 'read_only' | 'read_write'; livemode?: boolean },
): TestConnection {
  const { store, outside, hashKey } = platform.parts
  const { account, scope = 'read_write', livemode = false } = to
  const now = outside.clock.now()
  const mode = livemode ? 1 : 0
  const grant = newId('grant', outside.random)
  const accessToken = newId(livemode ? 'sk_live' : 'sk_test', outside.random)
  const client_id = livemode ? extension.clientIds.live : extension.clientIds.test
  addGrant(store, {
    ...{ id: grant, application: extension.application, client_id, account, livemode: mode },
    ...{ scope, granted_by: null, created: now },
  })
  connectGrant(store, grant, { scope, now })
  addToken(store, {
    ...{ hash: keyedHash(accessToken, hashKey), grant_id: grant, kind: 'access', scope },
    ...{ livemode: mode, masked: maskKey(accessToken), created: now },
  })
  return {
    ...{ grant, accessToken },
    revoke() {
      endGrant(store, grant, { reason: 'account', now: outside.clock.now() })
      revokeTokensOf(store, grant, outside.clock.now())
    },
  }
}
