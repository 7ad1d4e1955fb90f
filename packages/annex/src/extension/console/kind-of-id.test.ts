import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { kindOfId } from './kind-of-id.js'

describe('the table an id belongs to', () => {
  it('is told by its prefix, whatever kind is mirrored', () => {
    const tables = ['cus_1', 'in_1', 'sub_1', 'sub_sched_1', 'cs_test_1', 'cs_live_1', 'fr_1']
    assert.deepEqual(tables.map(kindOfId), [
      'customers',
      'invoices',
      'subscriptions',
      'subscription_schedules',
      'checkout_sessions',
      'checkout_sessions',
      'application_fee_refunds',
    ])
    assert.deepEqual(['py_1', 'plan_1', 'du_1'].map(kindOfId), ['charges', 'prices', 'disputes'])
  })

  it('is none for other words', () => {
    for (const text of ['', 'active', 'in', 'evt_1', 'in_1 ', 'https://x.test/in_1', '__proto__']) {
      assert.equal(kindOfId(text), undefined, text)
    }
  })
})
