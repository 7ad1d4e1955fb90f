import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { roastery } from '../../../test/worlds/roastery.js'
import { idOf } from '../reference.js'

type Features = Stripe.BillingPortal.ConfigurationCreateParams['features']

async function world(t: TestContext) {
  const shop = await roastery(t)
  const { product } = await shop.stripe.prices.retrieve(shop.monthly)
  const configure = (features: Features, more: object = {}) =>
    shop.stripe.billingPortal.configurations.create({ features, ...more })
  return { ...shop, product: idOf(product), configure }
}

describe('a configuration of the portal', () => {
  it('is whole from what was said', async (t) => {
    const { configure, news } = await world(t)
    news()
    const made = await configure(
      { subscription_cancel: { enabled: true, mode: 'immediately' } },
      { business_profile: { headline: 'Your beans' }, default_return_url: 'https://shop.test/me' },
    )
    assert.equal(made.object, 'billing_portal.configuration')
    assert.deepEqual(
      [made.active, made.is_default, made.default_return_url, made.updated],
      [true, false, 'https://shop.test/me', made.created],
    )
    assert.deepEqual(made.business_profile, {
      ...{ headline: 'Your beans', privacy_policy_url: null, terms_of_service_url: null },
    })
    assert.equal(made.features.subscription_cancel.mode, 'immediately')
    assert.equal(made.features.subscription_cancel.proration_behavior, 'none')
    assert.equal(made.features.subscription_update.trial_update_behavior, 'end_trial')
    assert.equal(made.features.invoice_history.enabled, false)
    assert.deepEqual(news(), ['billing_portal.configuration.created'])
  })

  it('shows what it sells, one at least', async (t) => {
    const { configure, monthly, product } = await world(t)
    const subscription_update = {
      ...{ enabled: true, default_allowed_updates: ['price' as const] },
      products: [{ product, prices: [monthly] }],
    }
    const made = await configure({ subscription_update })
    assert.deepEqual(made.features.subscription_update.products, [
      {
        adjustable_quantity: { enabled: false, maximum: null, minimum: 1 },
        prices: [monthly],
        product,
      },
    ])
  })

  it('changes feature by feature, and says so', async (t) => {
    const { configure, stripe, news, advance } = await world(t)
    const { id } = await configure({ invoice_history: { enabled: true } })
    news()
    advance(5)
    const changed = await stripe.billingPortal.configurations.update(id, {
      ...{ active: false, metadata: { team: 'beans' } },
      features: { payment_method_update: { enabled: true } },
    })
    assert.deepEqual(
      [changed.active, changed.updated - changed.created, changed.metadata],
      [false, 5, { team: 'beans' }],
    )
    assert.equal(changed.features.invoice_history.enabled, true)
    assert.equal(changed.features.payment_method_update.enabled, true)
    assert.deepEqual(news(), ['billing_portal.configuration.updated'])
    const inactive = await stripe.billingPortal.configurations.list({ active: false })
    assert.deepEqual(
      inactive.data.map((one) => one.id),
      [id],
    )
  })

  it('is refused where it could not be shown', async (t) => {
    const { configure, monthly, product, stripe } = await world(t)
    const other = await stripe.products.create({ name: 'Cups' })
    const once = await stripe.prices.create({ product, unit_amount: 100, currency: 'usd' })
    const selling = (products: object[]) => ({
      subscription_update: {
        ...{ enabled: true, default_allowed_updates: ['price' as const] },
        products: products as never,
      },
    })
    const within = 'features[subscription_update]'
    const cancel = (subscription_cancel: object) => ({ subscription_cancel }) as Features
    const wrong: [Features, string][] = [
      [{ customer_update: { enabled: true } }, 'features[customer_update][allowed_updates]'],
      [{ subscription_update: { enabled: true } }, `${within}[default_allowed_updates]`],
      [selling([]), `${within}[products]`],
      [selling([{ product: 'prod_none', prices: [monthly] }]), `${within}[products][0][product]`],
      [selling([{ product, prices: ['price_none'] }]), `${within}[products][0][prices][0]`],
      [selling([{ product: other.id, prices: [monthly] }]), `${within}[products][0][prices][0]`],
      [selling([{ product, prices: [once.id] }]), `${within}[products][0][prices][0]`],
      [
        cancel({ enabled: true, proration_behavior: 'create_prorations' }),
        'features[subscription_cancel][proration_behavior]',
      ],
      [
        cancel({ enabled: true, mode: 'immediately', proration_behavior: 'always_invoice' }),
        'features[subscription_cancel][proration_behavior]',
      ],
      [
        cancel({ enabled: true, cancellation_reason: { enabled: true, options: [] } }),
        'features[subscription_cancel][cancellation_reason][options]',
      ],
      [
        {
          subscription_pause: {
            enabled: true,
            duration: {
              type: 'interval_options',
              interval_options: [{ interval: 'year', interval_count: 4 }],
            },
          },
        },
        'features[subscription_pause][duration][interval_options][0][interval_count]',
      ],
    ]
    for (const [features, param] of wrong) {
      await assert.rejects(configure(features), { statusCode: 400, param }, param)
    }
    const history = { invoice_history: { enabled: true } }
    await assert.rejects(configure(history, { default_return_url: 'shop.test' }), {
      ...{ code: 'url_invalid', param: 'default_return_url' },
    })
    await assert.rejects(configure(history, { login_page: { enabled: true } }), {
      param: 'login_page[enabled]',
    })
    const none = await stripe.billingPortal.configurations.list()
    assert.equal(none.data.length, 0)
  })
})
