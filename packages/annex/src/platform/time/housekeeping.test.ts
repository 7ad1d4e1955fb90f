import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { heldClock } from '../../core/clock.js'
import { createLog } from '../../core/log.js'
import { heldTimers } from '../../test/held-timers.js'
import { consent, oauthWorld, post } from '../../test/worlds/oauth.js'
import { START, openWebhooks } from '../../test/webhooks.js'
import { recordAttempt } from '../store/attempts.js'
import { openStore, type Store } from '../store/store.js'
import { HOUR_MS, keepHouse, PAUSE_MS, SOON_MS } from './housekeeping.js'

const DAY = 24 * 3600
const count = (store: Store, table: string) =>
  store.get<{ count: number }>(`select count(*) as count from ${table}`)?.count

function kept(test: TestContext, store: Store, clock = heldClock(START)) {
  const timers = heldTimers()
  const lines: string[] = []
  const log = createLog('error', 'test', { write: (line) => void lines.push(line) })
  const house = keepHouse({ store, outside: { clock, timers }, log })
  test.after(() => house.close())
  return { clock, timers, lines, house }
}

describe('housekeeping', () => {
  it('lets events go after thirty days with their deliveries, in batches', (test) => {
    const clock = heldClock(START)
    const world = openWebhooks(test, { clock, timers: heldTimers() })
    const { store } = world
    world.endpoint({ url: 'http://localhost:9/' })
    for (let index = 0; index < 450; index++) world.happen()
    const owed = world.happen()
    store.run(
      "update deliveries set status = 'given_up', next_attempt_at = null where event <> ?",
      owed,
    )
    const delivery = world.delivery('evt_1').id
    const nothing = { duration_ms: 1, status: null, outcome: 'refused', answer: null }
    recordAttempt(store, { delivery, number: 1, at: START, ...nothing })
    const { timers } = kept(test, store, clock)

    clock.moveTo(START + 30 * DAY)
    timers.fire(SOON_MS)
    assert.equal(count(store, 'events'), 451)

    clock.moveTo(START + 30 * DAY + 1)
    timers.fire(HOUR_MS)
    assert.deepEqual([count(store, 'events'), count(store, 'attempts')], [251, 0])
    timers.fire(PAUSE_MS)
    assert.equal(count(store, 'events'), 51)
    timers.fire(PAUSE_MS)
    timers.fire(PAUSE_MS)
    // What is still owed stays until it is delivered or given up.
    assert.deepEqual([count(store, 'events'), count(store, 'deliveries')], [1, 1])
    assert.equal(world.delivery(owed).status, 'pending')
  })

  it('knows codes and revoked tokens long after their end, and not for ever', async (test) => {
    const world = await oauthWorld()
    const { store, clock } = world
    const code = await consent(world)
    const grant = { grant_type: 'authorization_code', code }
    assert.equal((await post(world, grant)).response.status, 200)
    const { timers } = kept(test, store, clock)

    world.move(31 * DAY)
    timers.fire(SOON_MS)
    timers.fire(PAUSE_MS)
    assert.equal(count(store, 'sessions'), 0)
    assert.equal(count(store, 'authorization_requests'), 0)
    // A second use is still found out, and ends the connection.
    assert.equal((await post(world, grant)).response.status, 400)
    assert.equal(
      store.get<{ revoked_reason: string }>('select * from grants')?.revoked_reason,
      'code_reuse',
    )

    world.move(60 * DAY)
    timers.fire(HOUR_MS)
    assert.deepEqual([count(store, 'authorization_codes'), count(store, 'oauth_tokens')], [0, 2])
    timers.fire(PAUSE_MS)
    world.move(31 * DAY)
    timers.fire(HOUR_MS)
    assert.equal(count(store, 'oauth_tokens'), 0)
  })

  it('lets go of the log of requests and of answers to keys', (test) => {
    const store = openStore(':memory:')
    for (const at of [START, START + 2 * DAY]) {
      store.run(
        `insert into requests (id, account, livemode, method, path, status, duration_ms, at)
         values ('req_1', 'acct_1', 0, 'GET', '/v1/x', 200, 1, ?)`,
        at,
      )
      store.run(
        `insert into idempotent_requests
           (account, livemode, key, route, fingerprint, request_id, status, answer, created)
         values ('acct_1', 0, ?1, '/v1/x', '', 'req_1', 200, '{}', ?1)`,
        at,
      )
    }
    const { timers, clock, lines } = kept(test, store)

    clock.moveTo(START + 2 * DAY)
    timers.fire(SOON_MS)
    assert.deepEqual([count(store, 'requests'), count(store, 'idempotent_requests')], [2, 1])
    clock.moveTo(START + 31 * DAY)
    timers.fire(PAUSE_MS)
    assert.deepEqual([count(store, 'requests'), count(store, 'idempotent_requests')], [1, 0])

    timers.fire(PAUSE_MS)
    store.close()
    timers.fire(HOUR_MS)
    assert.match(lines[0] ?? '', /housekeeping failed/)
  })
})
