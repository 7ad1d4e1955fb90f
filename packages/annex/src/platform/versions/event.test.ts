import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { apiVersion } from '../../catalogue/catalogue.js'
import { errorsIn2024 } from '../../test/document-2024.js'
import { startReceiver } from '../../test/receiver.js'
import { startBilled } from '../../test/worlds/billed.js'

type Sent = ReturnType<JSON['parse']>

describe('an endpoint with a version of its own', () => {
  it('is sent events in that version, another in the one they are recorded in', async (test) => {
    const receiver = await startReceiver(test)
    const { stripe, invoice, subscription } = await startBilled(test)
    const listens = (more: object) =>
      stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'], ...more })
    const older = await listens({ api_version: '2024-04-10' })
    await listens({ description: 'the newest' })

    await stripe.invoices.update(invoice, { metadata: { seen: 'yes' } })
    const sent: Sent[] = (await receiver.untilReceived(2)).map(({ body }) => JSON.parse(body))
    const [then, now] = sent.toSorted((a, b) => (a.api_version < b.api_version ? -1 : 1))

    assert.equal(older.api_version, '2024-04-10')
    assert.deepEqual([then.api_version, now.api_version], ['2024-04-10', apiVersion()])
    assert.deepEqual([then.id, then.type], [now.id, 'invoice.updated'])
    assert.deepEqual(errorsIn2024('invoice', then.data.object), [])
    assert.equal(then.data.object.subscription, subscription)
    assert.equal(now.data.object.subscription, undefined)
    assert.deepEqual(then.data.previous_attributes, { metadata: { seen: null } })

    const read = await stripe.events.retrieve(then.id)
    assert.equal(read.api_version, apiVersion())
  })

  it('is told of changes in the fields of then', async (test) => {
    const receiver = await startReceiver(test)
    const { stripe, at, code } = await startBilled(test)
    await stripe.webhookEndpoints.create({
      ...{ url: receiver.url, enabled_events: ['promotion_code.updated'] },
      api_version: '2025-08-27.basil',
    })

    await at('2025-08-27.basil').promotionCodes.update(code, { active: false })
    const [delivery] = await receiver.untilReceived(1)
    const event: Sent = JSON.parse(delivery?.body ?? '')

    assert.equal(event.data.object.coupon.id, 'quarter')
    assert.equal(event.data.object.promotion, undefined)
    assert.deepEqual(event.data.previous_attributes, { active: true })
  })
})
