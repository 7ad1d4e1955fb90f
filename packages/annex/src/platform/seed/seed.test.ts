import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { isPassword } from '../../core/password.js'
import { createPlatform, seedPlatform, type SeedInput } from '../../platform.js'
import { findClient } from '../store/applications.js'
import { listConnections } from '../store/grants.js'
import { findMemberByEmail, listMemberships } from '../store/members.js'
import { LEDGERLINE_PICTURES } from './demo-pictures.js'
import { listRedirectUris } from '../store/redirect-uris.js'

const owner = {
  ...{ id: 'acct_ledgerline', email: 'owner@ledgerline.test', password: 'ledgerline-demo' },
  keys: { test: { secret: 'sk_test_ledgerline' } },
  extension: {
    ...{ name: 'Ledgerline', client_ids: { test: 'ca_test_ledgerline' } },
    redirect_uris: { test: ['http://localhost:4300/connect/callback'] },
    branding: { primary_color: '#0f5c4a' },
  },
  webhook_endpoints: [
    {
      ...{ id: 'we_ledgerline', url: 'http://localhost:4300/webhooks', connect: true },
      secret: 'whsec_ledgerline',
    },
  ],
}
const shop = { id: 'acct_harbour', email: 'owner@harbour.test', password: 'harbour-demo' }
const connections = [{ application: 'ca_test_ledgerline', account: 'acct_harbour' }]
const seed = { accounts: [owner, shop], connections } satisfies SeedInput

async function openPlatform(test: TestContext) {
  const platform = await createPlatform()
  test.after(() => platform.close())
  const httpClient = Stripe.createFetchHttpClient(platform.fetch)
  return { platform, stripe: new Stripe('sk_test_ledgerline', { httpClient }) }
}

/** Every row of every table, to see whether anything changed. */
function everything({ parts: { store } }: Awaited<ReturnType<typeof createPlatform>>) {
  const tables = store.all<{ name: string }>("select name from sqlite_master where type = 'table'")
  return tables.map(({ name }) => [name, store.all(`select * from ${name}`)])
}

describe('a seed', () => {
  it('fills the shelves: prices are found by their keys, and what is there stays', async (test) => {
    const { platform, stripe } = await openPlatform(test)
    const [monthly, once] = [
      { lookup_key: 'beans_monthly', unit_amount: 1900, interval: 'month' as const },
      { lookup_key: 'beans_once', unit_amount: 2100, currency: 'eur' },
    ]
    const beans = { id: 'prod_beans', name: 'Beans', prices: [monthly] }
    const selling = (prices: object[]) => ({
      accounts: [{ ...owner, products: [{ ...beans, prices }] }],
    })
    await seedPlatform(platform, selling([monthly]))
    await stripe.products.update('prod_beans', { name: 'Better beans' })

    await seedPlatform(platform, selling([monthly, once]))

    const { data } = await stripe.prices.list({ product: 'prod_beans', expand: ['data.product'] })
    const told = data.map(({ lookup_key, unit_amount, currency, recurring }) => {
      return [lookup_key, unit_amount, currency, recurring?.interval]
    })
    assert.deepEqual(told, [
      ['beans_once', 2100, 'eur', undefined],
      ['beans_monthly', 1900, 'usd', 'month'],
    ])
    const { name } = await stripe.products.retrieve('prod_beans')
    assert.equal(name, 'Better beans')
    const wrong = seedPlatform(platform, selling([{ ...monthly, interval: 'fortnight' }]))
    await assert.rejects(wrong, /accounts\[0\]\.products\[0\]\.prices\[0\]\.interval/)
  })

  it('dresses the extension, with pictures checked as uploads are', async (test) => {
    const { platform } = await openPlatform(test)
    const dressed = (icon: string) => {
      const extension = { ...owner.extension, branding: { icon, logo: LEDGERLINE_PICTURES.logo } }
      return { accounts: [{ ...owner, extension }] } satisfies SeedInput
    }
    // The logo is not square, so it is no icon.
    const wrong = seedPlatform(platform, dressed(LEDGERLINE_PICTURES.logo))
    await assert.rejects(wrong, /icon can't be used. An icon must be square/)
    await assert.rejects(
      seedPlatform(platform, dressed('https://shop.test/icon.png')),
      /data:image/,
    )

    await seedPlatform(platform, dressed(LEDGERLINE_PICTURES.icon))

    const icon = findClient(platform.parts.store, 'ca_test_ledgerline')?.icon ?? ''
    const served = await platform.fetch(new Request(`http://localhost:4242/images/${icon}`))
    assert.equal(served.headers.get('content-type'), 'image/png')
  })

  it('makes accounts that act, people who sign in, and an extension that is let in', async (test) => {
    const { platform, stripe } = await openPlatform(test)

    const seeded = await seedPlatform(platform, seed)

    const { store } = platform.parts
    assert.equal(seeded[0]?.keys.test.secret, 'sk_test_ledgerline')
    assert.match(seeded[1]?.keys.test.secret ?? '', /^sk_test_51/)
    const person = findMemberByEmail(store, 'owner@harbour.test')
    assert.ok(await isPassword('harbour-demo', person?.password_hash))
    assert.equal(listMemberships(store, person?.id ?? '')[0]?.account, 'acct_harbour')
    assert.equal(findClient(store, 'ca_test_ledgerline')?.primary_color, '#0f5c4a')
    const uris = ['http://localhost:4300/connect/callback']
    assert.deepEqual(listRedirectUris(store, 'ca_test_ledgerline'), uris)
    const [endpoint] = (await stripe.webhookEndpoints.list()).data
    assert.equal(endpoint?.application, 'ca_test_ledgerline')
    const behalf = { stripeAccount: 'acct_harbour' }
    assert.deepEqual((await stripe.customers.list({}, behalf)).data, [])
  })

  it('changes nothing the second time', async (test) => {
    const { platform } = await openPlatform(test)
    await seedPlatform(platform, seed)
    const before = everything(platform)

    await seedPlatform(platform, seed)

    assert.deepEqual(everything(platform), before)
  })

  it('does not bring back a connection that was ended', async (test) => {
    const { platform } = await openPlatform(test)
    await seedPlatform(platform, seed)
    const { store } = platform.parts
    store.exec("update grants set revoked_at = 1, revoked_reason = 'account'")

    await seedPlatform(platform, seed)

    const states = listConnections(store, 'acct_harbour', false).map((one) => one.revoked_at)
    assert.deepEqual(states, [1])
  })

  it('moves an endpoint and the redirect URIs to where the app is now', async (test) => {
    const { platform, stripe } = await openPlatform(test)
    await seedPlatform(platform, seed)
    const moved = JSON.parse(JSON.stringify(seed).replaceAll(':4300', ':4301'))

    await seedPlatform(platform, moved)

    const endpoints = await stripe.webhookEndpoints.list()
    assert.deepEqual(
      endpoints.data.map(({ id, url }) => [id, url]),
      [['we_ledgerline', 'http://localhost:4301/webhooks']],
    )
    const uris = ['http://localhost:4301/connect/callback']
    assert.deepEqual(listRedirectUris(platform.parts.store, 'ca_test_ledgerline'), uris)
  })

  it('is all or nothing, and names what it cannot find', async (test) => {
    const { platform } = await openPlatform(test)
    const stray = { accounts: [owner], connections }

    await assert.rejects(seedPlatform(platform, stray), {
      message: 'The seed names account acct_harbour, which is neither in it nor in the data.',
    })
    assert.deepEqual(platform.parts.store.all('select id from accounts'), [])
  })

  it('lives through a history once', async (test) => {
    const { platform } = await openPlatform(test)
    const history = [{ account: 'acct_harbour', story: 'harbour-coffee', months: 1 }]
    const seed = { accounts: [{ ...shop, keys: { test: { secret: 'sk_test_harbour' } } }], history }
    const httpClient = Stripe.createFetchHttpClient(platform.fetch)
    const harbour = new Stripe('sk_test_harbour', { httpClient })
    const count = async () => (await harbour.charges.list({ limit: 100 })).data.length

    await seedPlatform(platform, seed)
    const lived = await count()
    await seedPlatform(platform, { ...seed, connections: [] })
    const odd = { ...seed, history: [{ account: 'acct_harbour', story: 'atlantis' }] }

    assert.ok(lived > 0)
    assert.equal(await count(), lived)
    await assert.rejects(seedPlatform(platform, odd), /There is no story 'atlantis'/)
  })

  it('says where it is wrong, and never what was there', async (test) => {
    const { platform } = await openPlatform(test)
    const wrong = { accounts: [{ ...shop, password: 'short', plan: 'pro' }], people: [] }

    await assert.rejects(seedPlatform(platform, wrong), ({ message }: Error) => {
      assert.match(message, /accounts\[0\]\.password/)
      assert.match(message, /accounts\[0\]\.plan is not something a seed can say/)
      assert.match(message, /people is not something a seed can say/)
      return !message.includes('short\n') && !message.includes('pro\n')
    })
  })
})
