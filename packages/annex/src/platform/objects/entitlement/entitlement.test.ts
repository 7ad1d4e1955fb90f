import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { endOf, HOUR, roastery, subscribe } from '../../../test/worlds/roastery.js'
import { idOf } from '../reference.js'

async function world(t: TestContext) {
  const shop = await roastery(t)
  const { stripe, customer, monthly } = shop
  const product = idOf((await stripe.prices.retrieve(monthly)).product)
  const feature = (lookup_key: string) =>
    stripe.entitlements.features.create({ name: lookup_key, lookup_key })
  const attach = async (lookup_key: string, to = product) =>
    stripe.products.createFeature(to, { entitlement_feature: (await feature(lookup_key)).id })
  const entitlements = async () => {
    const { data } = await stripe.entitlements.activeEntitlements.list({ customer })
    return data.map(({ lookup_key }) => lookup_key).toSorted()
  }
  const summaries = async () => {
    const type = 'entitlements.active_entitlement_summary.updated'
    return (await stripe.events.list({ type })).data
  }
  return { ...shop, product, feature, attach, entitlements, summaries }
}

const keysOf = (list: { data: readonly { lookup_key: string }[] }) =>
  list.data.map(({ lookup_key }) => lookup_key)

describe('a feature', () => {
  it('has a key of its own until it is archived, which is for good', async (t) => {
    const { stripe, feature } = await world(t)
    const first = await feature('export')
    assert.deepEqual([first.active, first.lookup_key], [true, 'export'])
    await assert.rejects(feature('export'), { param: 'lookup_key' })

    await stripe.entitlements.features.update(first.id, { active: false, name: 'Old export' })
    const second = await feature('export')
    await assert.rejects(stripe.entitlements.features.update(first.id, { active: true }), {
      param: 'active',
    })

    const idsOf = async (params?: Stripe.Entitlements.FeatureListParams) =>
      (await stripe.entitlements.features.list(params)).data.map(({ id }) => id)
    assert.deepEqual(await idsOf(), [second.id])
    assert.deepEqual(await idsOf({ archived: true }), [first.id])
    assert.deepEqual(await idsOf({ lookup_key: 'export' }), [second.id])
  })

  it('is attached to products, and taken off again', async (t) => {
    const { stripe, attach, product, feature } = await world(t)
    const one = await attach('export')
    const two = await attach('api')
    assert.equal(one.entitlement_feature.lookup_key, 'export')
    await assert.rejects(
      stripe.products.createFeature(product, { entitlement_feature: one.entitlement_feature.id }),
      { code: 'resource_already_exists', param: 'entitlement_feature' },
    )
    const archived = await feature('old')
    await stripe.entitlements.features.update(archived.id, { active: false })
    await assert.rejects(
      stripe.products.createFeature(product, { entitlement_feature: archived.id }),
      { param: 'entitlement_feature' },
    )
    await assert.rejects(
      stripe.products.createFeature(product, { entitlement_feature: 'feat_9' }),
      { code: 'resource_missing', param: 'entitlement_feature' },
    )

    const page = await stripe.products.listFeatures(product, { limit: 1 })
    assert.deepEqual([page.data.map(({ id }) => id), page.has_more], [[two.id], true])
    assert.equal((await stripe.products.retrieveFeature(product, one.id)).id, one.id)
    const other = await stripe.products.create({ name: 'Tea' })
    await assert.rejects(stripe.products.retrieveFeature(other.id, one.id), { statusCode: 404 })

    const gone = await stripe.products.deleteFeature(product, one.id)
    assert.deepEqual([gone.object, gone.deleted], ['product_feature', true])
    assert.equal((await stripe.products.listFeatures(product)).data.length, 1)
  })
})

describe('entitlements', () => {
  it('come and go with a subscription, with news of both', async (t) => {
    const shop = await world(t)
    const { stripe, attach, entitlements, summaries, customer } = shop
    await attach('export')
    await attach('api')
    assert.deepEqual(await entitlements(), [])

    const { id } = await subscribe(shop)
    assert.deepEqual(await entitlements(), ['api', 'export'])
    const [given] = await summaries()
    const summary = given?.data.object as Stripe.Entitlements.ActiveEntitlementSummary
    assert.equal(summary.customer, customer)
    assert.deepEqual(keysOf(summary.entitlements).toSorted(), ['api', 'export'])
    assert.deepEqual(given?.data.previous_attributes, { entitlements: { data: [] } })

    const [first] = (await stripe.entitlements.activeEntitlements.list({ customer })).data
    const whole = await stripe.entitlements.activeEntitlements.retrieve(first?.id ?? '', {
      expand: ['feature'],
    })
    assert.ok(typeof whole.feature === 'object' && whole.feature.lookup_key === whole.lookup_key)

    await stripe.subscriptions.cancel(id)
    assert.deepEqual(await entitlements(), [])
    const [taken] = await summaries()
    const before: unknown = Reflect.get(taken?.data.previous_attributes ?? {}, 'entitlements')
    assert.equal(Reflect.get(Object(before), 'data').length, 2)
  })

  it('follow a change of plan, and are had once from two', async (t) => {
    const shop = await world(t)
    const { stripe, attach, entitlements, summaries, product } = shop
    const pro = await stripe.products.create({
      name: 'Pro',
      default_price_data: { unit_amount: 9000, currency: 'usd', recurring: { interval: 'month' } },
    })
    await attach('export')
    await attach('api', pro.id)
    const [shared] = (await stripe.products.listFeatures(product)).data
    await stripe.products.createFeature(pro.id, {
      entitlement_feature: shared?.entitlement_feature.id ?? '',
    })
    const basic = await subscribe(shop)
    const more = await subscribe(shop, { items: [{ price: idOf(pro.default_price ?? '') }] })
    assert.deepEqual(await entitlements(), ['api', 'export'])
    await stripe.subscriptions.cancel(basic.id)
    assert.deepEqual(await entitlements(), ['api', 'export'])
    // The first cancellation took nothing away.
    assert.equal((await summaries()).length, 2)
    await stripe.subscriptions.update(more.id, {
      items: [{ id: more.items.data[0]?.id ?? '', price: shop.monthly }],
    })
    assert.deepEqual(await entitlements(), ['export'])
  })

  it('wait for the next period when a feature is attached later', async (t) => {
    const shop = await world(t)
    const { attach, entitlements, goTo } = shop
    const made = await subscribe(shop)
    await attach('export')
    assert.deepEqual(await entitlements(), [])
    goTo(endOf(made) + HOUR)
    assert.deepEqual(await entitlements(), ['export'])
  })

  it('are given by trials, not before a first payment, and stay while one is late', async (t) => {
    const shop = await world(t)
    const { stripe, attach, entitlements, goTo, customer } = shop
    await attach('export')
    const waiting = await subscribe(shop, { payment_behavior: 'default_incomplete' })
    assert.deepEqual([waiting.status, await entitlements()], ['incomplete', []])
    const trial = await subscribe(shop, { trial_period_days: 3 })
    assert.deepEqual(await entitlements(), ['export'])

    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.subscriptions.update(trial.id, { default_payment_method: bad.id })
    goTo(endOf(trial) + HOUR)
    assert.equal((await stripe.subscriptions.retrieve(trial.id)).status, 'past_due')
    assert.deepEqual(await entitlements(), ['export'])
    await stripe.subscriptions.pause(trial.id, { type: 'subscription' })
    assert.deepEqual(await entitlements(), [])
  })

  it('are listed for a customer that is there', async (t) => {
    const { stripe } = await world(t)
    const list = stripe.entitlements.activeEntitlements.list({ customer: 'cus_9' })
    await assert.rejects(list, { code: 'resource_missing', param: 'customer' })
  })
})
