import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { startPlatform } from '../../testing.js'

describe('an id in a parameter', async () => {
  const { stripe, client, account, platform } = await startPlatform()
  after(() => platform.close())

  it('is refused when nothing has it, naming the parameter', async () => {
    const create = stripe.subscriptions.create({
      customer: (await stripe.customers.create()).id,
      items: [{ price: 'price_nobody' }],
    })
    await assert.rejects(create, {
      statusCode: 400,
      code: 'resource_missing',
      param: 'items[0][price]',
      message: "No such price: 'price_nobody'",
    })
  })

  it('is refused as the filter of a list too', async () => {
    await assert.rejects(stripe.charges.list({ customer: 'cus_nobody' }), {
      statusCode: 400,
      param: 'customer',
    })
  })

  it('may filter a list after its object was deleted, but begins nothing new', async () => {
    const customer = await stripe.customers.create()
    await stripe.customers.del(customer.id)

    assert.deepEqual((await stripe.charges.list({ customer: customer.id })).data, [])
    await assert.rejects(stripe.invoices.create({ customer: customer.id }), { statusCode: 400 })
  })

  it('says so when the other mode has it', async () => {
    const live = await client(account.keys.live.secret).customers.create()

    await assert.rejects(stripe.charges.list({ customer: live.id }), {
      message: `No such customer: '${live.id}'; a similar object exists in live mode, but a test mode key was used to make this request.`,
    })
  })

  it('may be that of a test card, which stands for a card not made yet', async () => {
    const intent = await stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', payment_method: 'pm_card_visa' },
    })
    assert.equal(typeof intent.payment_method, 'string')
  })
})
