import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { seededRandom } from '../../core/random.js'
import { keyedHash } from '../../core/secret.js'
import { createAccount } from './accounts.js'
import { expireApiKey, findApiKey, listApiKeys } from './api-keys.js'
import { findObject } from './objects.js'
import { openStore } from './store.js'

function world() {
  const store = openStore(':memory:')
  const hashKey = Buffer.from('a key for hashes')
  return { store, hashKey, random: seededRandom(1), now: 1_790_000_000 }
}

describe('creating an account', () => {
  it('gives it an object and keys in both modes', () => {
    const tools = world()

    const { account, keys } = createAccount({ email: 'owner@harbour.test' }, tools)

    for (const livemode of [false, true]) {
      const row = findObject(
        tools.store,
        { account: account.id, livemode, kind: 'account' },
        account.id,
      )
      assert.equal(JSON.parse(row?.body ?? '').email, 'owner@harbour.test')
    }
    assert.match(keys.test.secret, /^sk_test_51\w{97}$/)
    assert.match(keys.live.publishable, /^pk_live_51/)
    assert.equal(findApiKey(tools.store, keyedHash(keys.live.secret, tools.hashKey))?.livemode, 1)
  })

  it('keeps no secret key, only its hash and its last characters', () => {
    const tools = world()

    const { account, keys } = createAccount({ email: 'owner@harbour.test' }, tools)

    const kept = JSON.stringify(listApiKeys(tools.store, account.id, false))
    assert.ok(!kept.includes(keys.test.secret))
    assert.ok(kept.includes(keys.test.publishable))
  })

  it('makes nothing at all when a key is taken', () => {
    const tools = world()
    const keys = { test: { secret: 'sk_test_same' } }
    createAccount({ id: 'acct_first', email: 'first@harbour.test', keys }, tools)

    assert.throws(() =>
      createAccount({ id: 'acct_second', email: 'second@harbour.test', keys }, tools),
    )

    assert.deepEqual(tools.store.all(`select id from accounts where id = 'acct_second'`), [])
  })
})

describe('expiring an API key', () => {
  it('never lengthens the time it has left, and never touches another account', () => {
    const tools = world()
    const { account, keys } = createAccount({ email: 'owner@harbour.test' }, tools)
    const hash = keyedHash(keys.test.secret, tools.hashKey)

    assert.equal(expireApiKey(tools.store, 'acct_other', hash, 10), false)
    assert.equal(expireApiKey(tools.store, account.id, hash, 10), true)
    assert.equal(expireApiKey(tools.store, account.id, hash, 20), false)
    assert.equal(findApiKey(tools.store, hash)?.expires_at, 10)
  })
})
