import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

const offering = (option: string) => ({
  features: {
    subscription_cancel: {
      enabled: true,
      cancellation_reason: { enabled: true, options: '' as const, feedback_options: [option] },
    },
  },
})

describe('a reason of the shop for canceling', () => {
  it('is offered no more once it was deactivated', async (t) => {
    const { stripe, now, close } = await startPlatform()
    t.after(close)
    const { feedbackOptions } = stripe.billing
    const option = await feedbackOptions.create({ description: 'The coffee was cold' })
    assert.deepEqual([option.status, option.status_transitions.deactivated_at], ['active', null])
    await stripe.billingPortal.configurations.create(offering(option.id))

    const gone = await feedbackOptions.deactivate(option.id)

    assert.deepEqual([gone.status, gone.status_transitions.deactivated_at], ['inactive', now()])
    assert.equal((await feedbackOptions.list({ status: 'active' })).data.length, 0)
    await assert.rejects(stripe.billingPortal.configurations.create(offering(option.id)), {
      param: 'features[subscription_cancel][cancellation_reason][feedback_options][0]',
    })
    await assert.rejects(feedbackOptions.deactivate(option.id), { statusCode: 400 })
    await assert.rejects(feedbackOptions.deactivate('none'), { statusCode: 404 })
  })
})
