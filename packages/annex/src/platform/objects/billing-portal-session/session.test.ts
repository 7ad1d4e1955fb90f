import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { roastery, subscribe } from '../../../test/worlds/roastery.js'
import { idOf } from '../reference.js'

type Params = Stripe.BillingPortal.SessionCreateParams

async function world(t: TestContext) {
  const shop = await roastery(t)
  const open = (params: Partial<Params> = {}) =>
    shop.stripe.billingPortal.sessions.create({ customer: shop.customer, ...params })
  return { ...shop, open }
}

async function selling(t: TestContext) {
  const shop = await world(t)
  const { product } = await shop.stripe.prices.retrieve(shop.monthly)
  const yearly = await shop.stripe.prices.create({
    ...{ unit_amount: 30_000, currency: 'usd', recurring: { interval: 'year' } },
    product: idOf(product),
  })
  const configuration = await shop.stripe.billingPortal.configurations.create({
    features: {
      subscription_cancel: { enabled: true },
      subscription_update: {
        ...{ enabled: true, default_allowed_updates: ['price'] },
        products: [{ product: idOf(product), prices: [shop.monthly, yearly.id] }],
      },
    },
  })
  const subscription = await subscribe(shop)
  const item = subscription.items.data[0]?.id ?? ''
  const asked = (flow_data: object) =>
    shop.open({ configuration: configuration.id, flow_data: flow_data as Params['flow_data'] })
  return { ...shop, yearly: yearly.id, configuration, subscription: subscription.id, item, asked }
}

describe('a session of the portal', () => {
  it('makes the default configuration of test mode at the first one', async (t) => {
    const { open, stripe, customer, news } = await world(t)
    news()
    const session = await open({ return_url: 'https://shop.test/account' })

    assert.match(session.id, /^bps_/)
    assert.match(session.url, /\/p\/session\/bps_\w+\/\w{32}$/)
    assert.deepEqual(
      [session.customer, session.return_url, session.flow, session.locale],
      [customer, 'https://shop.test/account', null, null],
    )
    assert.deepEqual(news(), [
      ...['billing_portal.configuration.created', 'billing_portal.session.created'],
    ])
    const again = await open()
    assert.equal(again.configuration, session.configuration)
    assert.equal(again.return_url, null)
    const { data } = await stripe.billingPortal.configurations.list({ is_default: true })
    assert.equal(data[0]?.id, session.configuration)
    await assert.rejects(
      stripe.billingPortal.configurations.update(data[0]?.id ?? '', { active: false }),
      { param: 'active' },
    )
  })

  it('needs a configuration in live mode', async (t) => {
    const { client, account } = await world(t)
    const live = client(account.keys.live.secret)
    const { id: customer } = await live.customers.create()
    await assert.rejects(live.billingPortal.sessions.create({ customer }), {
      ...{ statusCode: 400, message: /live mode default configuration has not been created/ },
    })
    const { id: configuration } = await live.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
    })
    const session = await live.billingPortal.sessions.create({ customer, configuration })
    assert.equal(session.livemode, true)
  })

  it('may be for one thing, whole from what was said', async (t) => {
    const { asked, subscription, item, yearly } = await selling(t)
    const session = await asked({
      type: 'subscription_update_confirm',
      after_completion: { type: 'redirect', redirect: { return_url: 'https://shop.test/ok' } },
      subscription_update_confirm: { subscription, items: [{ id: item, price: yearly }] },
    })
    assert.deepEqual(session.flow, {
      after_completion: {
        ...{ type: 'redirect', redirect: { return_url: 'https://shop.test/ok' } },
        hosted_confirmation: null,
      },
      customer_update: null,
      subscription_cancel: null,
      subscription_pause: null,
      subscription_update: null,
      subscription_update_confirm: {
        ...{ discounts: null, items: [{ id: item, price: yearly }], subscription },
      },
      type: 'subscription_update_confirm',
    })
  })

  it('is refused where it would lead nowhere', async (t) => {
    const { stripe, open, configuration } = await selling(t)
    const sessions = stripe.billingPortal.sessions
    await assert.rejects(sessions.create({}), { param: 'customer' })
    await assert.rejects(sessions.create({ customer: 'cus_none' }), {
      ...{ code: 'resource_missing', param: 'customer' },
    })
    await assert.rejects(open({ return_url: 'account' }), {
      ...{ code: 'url_invalid', param: 'return_url' },
    })
    await assert.rejects(open({ return_url: 'ftp://shop.test' }), { message: 'Not a valid URL' })
    await assert.rejects(open({ configuration: 'bpc_none' }), { param: 'configuration' })
    await stripe.billingPortal.configurations.update(configuration.id, { active: false })
    await assert.rejects(open({ configuration: configuration.id }), { param: 'configuration' })
    const after_expiration = { type: 'customer_login' as const }
    await assert.rejects(open({ after_expiration }), { param: 'after_expiration' })
  })

  it('is refused for a thing that cannot be done', async (t) => {
    const { stripe, asked, subscription, item, monthly } = await selling(t)
    const other = await stripe.prices.create({
      ...{ unit_amount: 1, currency: 'usd', recurring: { interval: 'month' } },
      product_data: { name: 'Cups' },
    })
    const stranger = await stripe.customers.create({ name: 'Eve' })
    const foreign = await stripe.subscriptions.create({
      ...{ customer: stranger.id, items: [{ price: monthly }] },
      ...{ collection_method: 'send_invoice', days_until_due: 5 },
    })
    const confirm = (items: object[], more: object = {}) => ({
      type: 'subscription_update_confirm',
      subscription_update_confirm: { subscription, items, ...more },
    })
    const cancel = (id: string) => ({
      type: 'subscription_cancel',
      subscription_cancel: { subscription: id },
    })
    const { id: coupon } = await stripe.coupons.create({ percent_off: 5 })
    const within = 'flow_data[subscription_update_confirm]'
    const wrong: [object, string][] = [
      [{ type: 'subscription_cancel' }, 'flow_data[subscription_cancel]'],
      [cancel('sub_none'), 'flow_data[subscription_cancel][subscription]'],
      [cancel(foreign.id), 'flow_data[subscription_cancel][subscription]'],
      [{ type: 'payment_method_update' }, 'flow_data[type]'],
      [{ type: 'customer_update' }, 'flow_data[type]'],
      [confirm([]), `${within}[items]`],
      [confirm([{ id: 'si_none' }]), `${within}[items][0][id]`],
      [confirm([{ id: item, price: other.id }]), `${within}[items][0][price]`],
      [confirm([{ id: item }], { discounts: [{ coupon }, { coupon }] }), `${within}[discounts]`],
      [
        { ...cancel(subscription), after_completion: { type: 'redirect' } },
        'flow_data[after_completion][redirect]',
      ],
    ]
    for (const [flow, param] of wrong) {
      await assert.rejects(asked(flow), { statusCode: 400, param }, param)
    }
    await stripe.subscriptions.update(subscription, { cancel_at_period_end: true })
    await assert.rejects(asked(cancel(subscription)), { message: /already set to be canceled/ })
  })
})
