import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { outsideWith } from '../../core/outside.js'
import { Secret } from '../../core/secret.js'
import { insertConnection } from '../store/connections.js'
import { openDatabase } from '../store/open.js'
import type { Database } from '../store/database.js'
import { openShop, type Fault, type Shop } from '../../test/worlds/shop.js'
import type { StripeAccount, StripeParts } from './client.js'
import { seenBetween } from './answer.js'
import { readerFor } from './read.js'

describe('reading a connected account', () => {
  let shop: Shop
  let database: Database
  const outside = outsideWith()
  const account = {
    ...{ id: 'conn_1', account: 'acct_1', livemode: false, generation: 1 },
    kind: 'connect',
  } satisfies StripeAccount
  const parts = (): StripeParts => ({
    ...{ secretKey: new Secret('sk_test_1'), apiBase: shop.origin, outside, database },
    ...{ accessToken: async () => new Secret('sk_test_token'), timeoutMs: 1000 },
  })
  before(async () => {
    shop = await openShop()
    database = await openDatabase({ url: undefined, directory: ':memory:', outside })
  })
  after(async () => {
    await shop.close()
    await database.close()
  })

  it('says between which of the platform’s seconds it was so', async () => {
    const reader = await readerFor(account, parts())
    const answer = await reader.retrieve('/v1/account')
    assert.equal(answer.kind, 'ok')
    assert.deepEqual('seen' in answer && answer.seen, { since: shop.now - 1, sec: shop.now })
  })

  it('trusts no date that is missing', () => {
    assert.deepEqual(seenBetween(null, 10), { since: 0, sec: 253_402_300_799 })
    assert.deepEqual(seenBetween('Tue, 24 Nov 2026 06:00:10 GMT', 2500), {
      ...{ since: 1_795_500_007, sec: 1_795_500_010 },
    })
  })

  const status = (status: number, code?: string, headers?: Record<string, string>): Fault => ({
    ...{ kind: 'status', status },
    ...(code && { code }),
    ...(headers && { headers }),
  })
  const cases: [Fault, object][] = [
    [status(429), { kind: 'limited', retryAfterMs: undefined }],
    [status(429, 'x', { 'retry-after': '3' }), { kind: 'limited', retryAfterMs: 3000 }],
    [status(500), { kind: 'unreachable' }],
    [status(500, 'x', { 'idempotent-replayed': 'true' }), { kind: 'invalid' }],
    [status(409), { kind: 'unreachable' }],
    [status(401), { kind: 'unauthorized' }],
    [status(401, 'api_key_expired'), { kind: 'unauthorized' }],
    [status(401, 'platform_api_key_expired'), { kind: 'refused', what: 'access' }],
    [status(403, 'account_invalid'), { kind: 'refused', what: 'access' }],
    [status(403), { kind: 'refused', what: 'permission' }],
    [status(404, 'resource_missing'), { kind: 'gone' }],
    [
      { ...status(404, 'resource_missing'), param: 'starting_after' } as Fault,
      { kind: 'invalid', param: 'starting_after' },
    ],
    [status(400, 'resource_missing'), { kind: 'invalid' }],
    [{ kind: 'reset' }, { kind: 'unreachable' }],
    [{ kind: 'cut' }, { kind: 'unreachable' }],
    [{ kind: 'hang' }, { kind: 'unreachable' }],
    [{ kind: 'html' }, { kind: 'unusable' }],
    [{ kind: 'not_a_list' }, { kind: 'unusable' }],
  ]
  for (const [fault, expected] of cases) {
    it(`answers ${JSON.stringify(expected)} to ${JSON.stringify(fault)}`, async () => {
      const reader = await readerFor(account, parts())
      shop.fault = () => fault
      const answer: object = await reader.list('/v1/customers', { limit: 1 })
      shop.fault = undefined
      assert.partialDeepStrictEqual(answer, expected)
    })
  }

  it('keeps to one budget, however many read (B8)', async () => {
    const slow = { ...parts(), perSecond: 40 }
    const own = { ...account, account: 'acct_paced' }
    const grant = { tenant: 'tenant', scope: 'read_only', credentials: null, connected_at: 1 }
    await insertConnection(database, { ...own, ...grant })
    const readers = await Promise.all([readerFor(own, slow), readerFor(own, slow)])
    const begun = performance.now()
    const calls = readers.flatMap((reader) =>
      Array.from({ length: 25 }, () => reader.retrieve('/v1/account')),
    )
    await Promise.all(calls)
    // 50 calls at 40 a second, of which 10 may be had at once.
    assert.ok(performance.now() - begun > 900, `${performance.now() - begun} ms`)
  })

  it('acts for an account by its own token where that is how it connected', async () => {
    const seen: (string | null)[] = []
    const fetch: typeof globalThis.fetch = async (_input, init) => {
      const headers = new Headers(init?.headers)
      seen.push(headers.get('authorization'), headers.get('stripe-account'))
      return Response.json({ id: 'acct_1', object: 'account' })
    }
    const watched = { ...parts(), outside: { ...outside, fetch } }
    await (await readerFor(account, watched)).retrieve('/v1/account')
    await (await readerFor({ ...account, kind: 'app' }, watched)).retrieve('/v1/account')
    assert.deepEqual(seen, ['Bearer sk_test_1', 'acct_1', 'Bearer sk_test_token', null])
  })
})
