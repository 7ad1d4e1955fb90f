import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { systemTimers } from '../../core/timers.js'
import { heldTimers } from '../../test/held-timers.js'
import { createRequestLog, type RequestRow } from './requests.js'
import { openStore } from './store.js'

function row(id: number, method: string, status = 200): RequestRow {
  return {
    ...{ id: `req_${id}`, account: 'acct_1', livemode: false, application: null, method },
    ...{ path: '/v1/customers', status, duration_ms: 1, idempotency_key: null },
    ...{ parameters: null, error: status < 400 ? null : '{"error":{}}', at: id },
  }
}

describe('the request log', () => {
  it('keeps requests in the order they came', () => {
    const store = openStore(':memory:')
    const log = createRequestLog(store, systemTimers)
    log.add(row(1, 'GET', 404))
    log.add(row(2, 'GET'))
    log.add(row(3, 'POST'))
    log.flush()

    const kept = store.all<object>('select id, livemode, error from requests order by seq')
    assert.deepEqual(
      kept.map((one) => ({ ...one })),
      [
        { id: 'req_1', livemode: 0, error: '{"error":{}}' },
        { id: 'req_2', livemode: 0, error: null },
        { id: 'req_3', livemode: 0, error: null },
      ],
    )
  })

  it('keeps every write and refusal of a burst, and the last reads', () => {
    const store = openStore(':memory:')
    const log = createRequestLog(store, systemTimers)
    for (let id = 0; id < 1000; id++) {
      log.add(id % 10 === 0 ? row(id, 'POST') : row(id, 'GET', id % 10 === 1 ? 404 : 200))
    }
    log.flush()

    const count = (where: string) =>
      store.get<{ count: number }>(`select count(*) as count from requests where ${where}`)
        ?.count ?? 0
    assert.equal(count(`method = 'POST'`), 100)
    assert.equal(count('status = 404'), 100)
    assert.ok(count(`method = 'GET' and status = 200`) < 500)
    assert.equal(count(`id = 'req_999'`), 1)
  })

  it('is written under the commit of whoever comes at that time', async () => {
    const store = openStore(':memory:')
    const timers = heldTimers()
    const log = createRequestLog(store, timers)
    let commits = 0
    store.afterCommit(() => commits++)
    log.add(row(1, 'POST'))

    timers.fire(250)
    await store.together(() => store.run('delete from members'))

    assert.equal(store.get<{ id: string }>('select id from requests')?.id, 'req_1')
    assert.equal(commits, 1)
  })
})
