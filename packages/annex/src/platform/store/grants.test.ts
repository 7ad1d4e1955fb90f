import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addApplication } from './applications.js'
import { addGrant, connectGrant, endGrant, findLivingGrant } from './grants.js'
import { addToken, findToken, revokeTokensOf } from './oauth-tokens.js'
import { openStore, type Store } from './store.js'

function world(): Store {
  const store = openStore(':memory:')
  for (const id of ['acct_owner', 'acct_shop']) {
    store.run(
      `insert into accounts (id, email, country, default_currency, created)
       values (?, ?, 'US', 'usd', 1)`,
      ...[id, `${id}@shop.test`],
    )
  }
  const look = { website: null, primary_color: null, secondary_color: null, icon: null, logo: null }
  addApplication(
    store,
    {
      ...{ id: 'app_1', account: 'acct_owner', kind: 'extension', name: 'Ledger Lens' },
      ...{ enabled: 1, sends_issuer: 1, created: 1, ...look },
    },
    { test: 'ca_test', live: 'ca_live' },
  )
  return store
}

function grant(store: Store, id: string, livemode: boolean): void {
  addGrant(store, {
    ...{ id, application: 'app_1', client_id: livemode ? 'ca_live' : 'ca_test' },
    ...{ account: 'acct_shop', livemode: livemode ? 1 : 0, scope: 'read_only' as const },
    ...{ granted_by: null, created: 5 },
  })
}

const access = { owner: 'acct_owner', account: 'acct_shop' }

describe('who may act on an account', () => {
  it('is nobody before the code was exchanged, nor after the end', () => {
    const store = world()
    grant(store, 'g1', false)
    assert.equal(findLivingGrant(store, { ...access, livemode: false }), undefined)

    connectGrant(store, 'g1', { scope: 'read_write', now: 6 })
    assert.deepEqual(
      { ...findLivingGrant(store, { ...access, livemode: false }) },
      { id: 'g1', application: 'app_1', client_id: 'ca_test', scope: 'read_write' },
    )

    assert.equal(endGrant(store, 'g1', { reason: 'account', now: 7 }), true)
    assert.equal(endGrant(store, 'g1', { reason: 'application', now: 8 }), false)
    assert.equal(findLivingGrant(store, { ...access, livemode: false }), undefined)
  })

  it('lets a live grant act in test mode, shown as the test client, and never the reverse', () => {
    const store = world()
    grant(store, 'g_live', true)
    connectGrant(store, 'g_live', { scope: 'read_only', now: 6 })
    assert.equal(findLivingGrant(store, { ...access, livemode: false })?.client_id, 'ca_test')
    assert.equal(findLivingGrant(store, { ...access, livemode: true })?.client_id, 'ca_live')

    endGrant(store, 'g_live', { reason: 'account', now: 7 })
    grant(store, 'g_test', false)
    connectGrant(store, 'g_test', { scope: 'read_only', now: 8 })
    assert.equal(findLivingGrant(store, { ...access, livemode: true }), undefined)
  })

  it('keeps a revoked token findable, and kinds of tokens apart', () => {
    const store = world()
    grant(store, 'g1', false)
    const token = { hash: 'h', grant_id: 'g1', kind: 'access', scope: 'read_only' } as const
    addToken(store, { ...token, livemode: 0, masked: 'sk_test_****abcd', created: 9 })
    revokeTokensOf(store, 'g1', 10)

    assert.equal(findToken(store, 'h', 'refresh'), undefined)
    const found = findToken(store, 'h', 'access')
    assert.equal(found?.revoked_at, 10)
    assert.equal(found?.owner, 'acct_owner')
  })
})
