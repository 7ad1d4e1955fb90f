import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { heldClock } from '../../core/clock.js'
import { heldTimers } from '../../test/held-timers.js'
import type { DueDelivery } from '../store/deliveries.js'
import { openLane } from './lane.js'

const event = {
  ...{ id: 'evt_1', account: 'acct_shop', livemode: 0, type: 'customer.created', created: 1 },
  ...{ object_id: null, application: null, body: '{}' },
}

function owed(id: string): DueDelivery {
  const none = { attempts: 0, pending_webhooks: 1, event_body: null, next_attempt_at: 1 }
  return { id, endpoint: 'we_1', ...none, event }
}

/** Two deliveries are owed; reading what is due fails while `fails` is set. */
function world() {
  const timers = heldTimers()
  const errors: unknown[] = []
  const delivered: string[] = []
  const due = [owed('first'), owed('second')]
  const state = { fails: '', due }
  const failing = (part: string) => {
    if (state.fails === part) throw new Error('disk I/O error')
  }
  const lane = openLane({
    ...{ clock: heldClock(100), timers },
    listDue() {
      failing('list')
      return state.due.slice(0, 1)
    },
    nextDueAt() {
      failing('next')
      return undefined
    },
    async deliver({ id }) {
      delivered.push(id)
      state.due = state.due.filter((one) => one.id !== id)
      if (state.due.length === 1) state.fails = state.fails || 'list'
    },
    onError: (error) => void errors.push(error),
  })
  return { lane, timers, errors, delivered, state }
}

/** Until everything that is ready has been handled. */
const turns = async () => {
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate)
}

describe('a lane whose store fails', () => {
  it('says so after a delivery, and goes on a minute later', async () => {
    const { lane, timers, errors, delivered, state } = world()

    lane.pump()
    await turns()
    // An unhandled rejection would have failed this test by now.
    assert.deepEqual([delivered, errors.map(String)], [['first'], ['Error: disk I/O error']])
    lane.pump()
    assert.equal(errors.length, 1)

    state.fails = ''
    timers.fire(60_000)
    await turns()
    assert.deepEqual(delivered, ['first', 'second'])
    await lane.close()
  })

  it('fails nobody who wakes it', async () => {
    const { lane, errors, delivered, state, timers } = world()
    state.fails = 'next'

    lane.pump()
    await turns()
    assert.deepEqual([delivered, errors.length], [['first'], 1])

    await lane.close()
    state.fails = ''
    timers.fire(60_000)
    await turns()
    assert.deepEqual(delivered, ['first'])
  })
})
