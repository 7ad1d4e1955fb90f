import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { recordEvent } from './events.js'
import { openStore } from './store.js'

const event = {
  ...{ id: 'evt_1', account: 'acct_1', livemode: false, type: 'customer.created', created: 1 },
  ...{ api_version: '2026-10-28.endive', object: { id: 'cus_1' }, request: null },
}

describe('the platform store', () => {
  it('keeps an event and its deliveries, or neither', () => {
    const store = openStore(':memory:')
    store.onEvent(() => {
      throw new Error('no deliveries today')
    })

    assert.throws(() => store.transaction(() => recordEvent(store, event)))

    assert.deepEqual(store.all('select id from events'), [])
  })

  it('tells of a commit once, also when transactions are nested', () => {
    const store = openStore(':memory:')
    let commits = 0
    store.afterCommit(() => commits++)

    store.transaction(() => store.transaction(() => recordEvent(store, event)))

    assert.equal(commits, 1)
    assert.equal(store.all('select id from events').length, 1)
  })
})
