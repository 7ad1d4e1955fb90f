import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { apiVersion, apiVersions } from '../../catalogue/catalogue.js'
import { errorsIn2024 } from '../../test/document-2024.js'
import { startBilled } from '../../test/worlds/billed.js'

const THEN = '2024-04-10'

/** Types of the package are today's; what was read is looked at as plain JSON. */
function plain(answer: object): ReturnType<JSON['parse']> {
  return JSON.parse(JSON.stringify(answer))
}

describe('a request for a version', () => {
  it('is answered in each that the package knows, and told so', async (test) => {
    const { at, customer } = await startBilled(test)
    const told = []
    for (const version of apiVersions()) {
      const read = await at(version).customers.retrieve(customer)
      told.push(read.lastResponse.apiVersion)
    }
    assert.deepEqual(told, apiVersions())
    assert.ok(told.length >= 129)
  })

  it('is refused in one that nobody knows, and answered in the newest without one', async (test) => {
    const { at, account, platform } = await startBilled(test)
    await assert.rejects(at('2025-21-27').customers.list(), {
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      message: 'Invalid Stripe API version: 2025-21-27',
    })
    const headers = { authorization: `Bearer ${account.keys.test.secret}` }
    const answer = await platform.fetch('http://127.0.0.1/v1/customers', { headers })
    assert.equal(answer.headers.get('stripe-version'), apiVersion())
  })
})

describe('before basil', () => {
  it('a subscription shows its period and its one discount', async (test) => {
    const { at, subscription, stripe } = await startBilled(test)
    const read = plain(await at(THEN).subscriptions.retrieve(subscription))
    const [item] = (await stripe.subscriptions.retrieve(subscription)).items.data

    assert.equal(read.current_period_start, item?.current_period_start)
    assert.equal(read.current_period_end, item?.current_period_end)
    assert.equal(read.discount.id, read.discounts[0])
    assert.deepEqual(
      [read.discount.coupon.object, read.discount.coupon.percent_off],
      ['coupon', 25],
    )
    assert.equal(read.discount.source, undefined)
    assert.equal(read.items.data[0].price.recurring.aggregate_usage, null)
  })

  it('an invoice shows its subscription, payment and taxes at the top', async (test) => {
    const { at, ...paid } = await startBilled(test)
    const read = plain(await at(THEN).invoices.retrieve(paid.invoice))

    assert.deepEqual(
      [read.subscription, read.payment_intent, read.charge, read.paid, read.paid_out_of_band],
      [paid.subscription, paid.intent, paid.charge, true, false],
    )
    assert.deepEqual(read.subscription_details, { metadata: { plan: 'monthly' } })
    assert.equal(read.tax, 150)
    assert.deepEqual(read.total_tax_amounts, [
      {
        ...{ amount: 150, inclusive: false, tax_rate: paid.vat },
        ...{ taxability_reason: 'not_available', taxable_amount: 1500 },
      },
    ])
    assert.deepEqual([read.parent, read.total_taxes], [undefined, undefined])
    const [line] = read.lines.data
    assert.deepEqual(
      [line.type, line.subscription, line.proration, line.price.id, line.plan.id],
      ['subscription', paid.subscription, false, paid.price, paid.price],
    )
    assert.match(line.subscription_item, /^si_/)
    assert.equal(line.price.currency_options, undefined)
    assert.equal(line.tax_rates[0].display_name, 'VAT')
  })

  it('a charge and an intent name their invoice, and fields of then expand', async (test) => {
    const { at, subscription, invoice } = await startBilled(test)
    const expand = { expand: ['latest_invoice.payment_intent.latest_charge', 'customer'] }
    const read = plain(await at(THEN).subscriptions.retrieve(subscription, expand))
    assert.equal(read.latest_invoice.payment_intent.latest_charge.amount, 1650)
    assert.equal(read.latest_invoice.payment_intent.invoice, invoice)
    assert.equal(read.customer.email, 'jenny@example.test')

    const charges = await at(THEN).charges.list({ expand: ['data.invoice.subscription'] })
    assert.equal(plain(charges).data[0].invoice.subscription.id, subscription)
    await assert.rejects(at(apiVersion()).charges.list({ expand: ['data.invoice'] }), {
      statusCode: 400,
    })
  })

  it('answers are what Stripe documented then', async (test) => {
    const { at, ...paid } = await startBilled(test)
    const stripe = at(THEN)
    const answers = [
      await stripe.subscriptions.retrieve(paid.subscription),
      await stripe.invoices.retrieve(paid.invoice),
      await stripe.charges.retrieve(paid.charge),
      await stripe.paymentIntents.retrieve(paid.intent),
      await stripe.promotionCodes.retrieve(paid.code),
      await stripe.prices.retrieve(paid.price),
    ].map(plain)
    const errors = answers.flatMap((answer) => errorsIn2024(answer.object, answer))
    assert.deepEqual(errors, [])

    const todays = plain(await at(apiVersion()).invoices.retrieve(paid.invoice))
    assert.ok(errorsIn2024('invoice', todays).includes('invoice.paid is missing'))
  })
})

describe('from basil on', () => {
  it('the newer shape is shown, and the coupon stays where it was until clover', async (test) => {
    const { at, subscription } = await startBilled(test)
    const expand = { expand: ['discounts'] }
    const basil = plain(await at('2025-08-27.basil').subscriptions.retrieve(subscription, expand))
    const clover = plain(await at('2025-09-30.clover').subscriptions.retrieve(subscription, expand))

    assert.deepEqual([basil.current_period_end, basil.discount], [undefined, undefined])
    assert.equal(basil.discounts[0].coupon.percent_off, 25)
    assert.deepEqual(clover.discounts[0].source, { coupon: 'quarter', type: 'coupon' })
    assert.equal(clover.discounts[0].coupon, undefined)
  })
})

describe('what was written before', () => {
  it('is understood when its version is named', async (test) => {
    const { at, subscription: id } = await startBilled(test)
    const older = at('2024-06-20')

    await older.coupons.create({ id: 'half', percent_off: 50, duration: 'once' })
    const subscription = await older.subscriptions.update(id, { coupon: 'half' } as object)
    const intent = await older.paymentIntents.create({
      ...{ amount: 500, currency: 'usd' },
      ...({ payment_method_types: ['card'] } as object),
    })
    const code = await older.promotionCodes.create({ coupon: 'quarter' } as never)

    assert.equal(plain(subscription).discount.coupon.id, 'half')
    assert.deepEqual(intent.payment_method_types, ['card'])
    assert.equal(plain(code).coupon.id, 'quarter')
    const now = await at(apiVersion()).promotionCodes.retrieve(code.id)
    assert.deepEqual(now.promotion, { type: 'coupon', coupon: 'quarter' })
  })

  it('is refused by the version that took it away, and taken from who names none', async (test) => {
    const { at, account, platform } = await startBilled(test)
    const old = { amount: 500, currency: 'usd', payment_method_types: ['card'] }
    await assert.rejects(at('2026-09-30.endive').paymentIntents.create(old), {
      code: 'parameter_unknown',
      param: 'payment_method_types',
    })
    assert.ok(await at('2026-08-26.dahlia').paymentIntents.create(old))

    const answer = await platform.fetch('http://127.0.0.1/v1/payment_intents', {
      method: 'POST',
      headers: { authorization: `Bearer ${account.keys.test.secret}` },
      body: new URLSearchParams('amount=500&currency=usd&payment_method_types[]=card'),
    })
    assert.equal(answer.status, 200)
  })

  it('is refused in the words of its version', async (test) => {
    const { at } = await startBilled(test)
    const declined = at('2024-04-10').paymentIntents.create({
      ...{ amount: 500, currency: 'usd', confirm: true },
      ...{ payment_method: 'pm_card_chargeDeclined', return_url: 'https://shop.test/' },
    })
    const error = await declined.then(
      () => undefined,
      (reason: { raw: { payment_intent: object } }) => plain(reason.raw.payment_intent),
    )
    assert.equal(error?.invoice, null)
    assert.equal(error?.status, 'requires_payment_method')
  })
})

describe('before clover', () => {
  it('a phase of a schedule lasts some intervals of its price', async (test) => {
    const { at, customer } = await startBilled(test)
    const recurring = { interval: 'month', interval_count: 2 } as const
    const { id: price } = await at(THEN).prices.create({
      ...{ currency: 'usd', unit_amount: 500, recurring, product_data: { name: 'Club' } },
    })
    const create = (phase: object) =>
      at(THEN).subscriptionSchedules.create({
        ...{ customer, start_date: 'now', phases: [{ items: [{ price }], ...phase }] },
      })
    const [phase] = (await create({ iterations: 3 })).phases
    const months = ((phase?.end_date ?? 0) - (phase?.start_date ?? 0)) / (30 * 86_400)
    assert.equal(Math.floor(months), 6)
    await assert.rejects(create({ iterations: 3, end_date: 4_000_000_000 }), /only specify one/)
    await assert.rejects(create({ iterations: 0 }), { param: 'phases[0][iterations]' })
  })
})
