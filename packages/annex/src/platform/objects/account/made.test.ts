import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type Stripe from 'stripe'
import { connect, createExtension, startPlatform } from '../../../testing.js'

const both = { card_payments: { requested: true }, transfers: { requested: true } } as const

const person = {
  first_name: 'Ida',
  last_name: 'Berg',
  email: 'ida@studio.test',
  dob: { day: 1, month: 2, year: 1990 },
  address: { line1: '1 Pier St', city: 'Boston', state: 'MA', postal_code: '02110', country: 'US' },
  ssn_last_4: '0000',
} as const

/** All that a custom account of one person needs. */
const complete: Stripe.AccountUpdateParams = {
  business_type: 'individual',
  business_profile: { mcc: '7298', url: 'https://studio.test' },
  individual: person,
  tos_acceptance: { date: 1_790_000_000, ip: '203.0.113.7' },
  external_account: 'btok_us',
}

/** A platform, and the events of accounts it made, oldest first. */
async function world() {
  const platform = await startPlatform()
  const { stripe, account } = platform
  const at = (stripeAccount: string) =>
    platform.client(platform.account.keys.test.secret, { stripeAccount })
  const typesOf = async (id: string) =>
    (await at(id).events.list({ limit: 100 })).data.map(({ type }) => type).toReversed()
  return { ...platform, stripe, own: account.account.id, at, typesOf }
}

describe('an account that a platform makes', () => {
  it('is connected to it without asking anybody', async (t) => {
    const { stripe, at, own, close } = await world()
    t.after(close)

    const made = await stripe.accounts.create({
      ...{ type: 'express', country: 'DE', email: 'ida@studio.test', metadata: { tier: 'new' } },
      business_profile: { name: 'Studio' },
    })

    assert.deepEqual([made.type, made.country, made.default_currency], ['express', 'DE', 'eur'])
    assert.deepEqual([made.email, made.metadata], ['ida@studio.test', { tier: 'new' }])
    assert.equal(made.controller?.stripe_dashboard?.type, 'express')
    assert.deepEqual([made.charges_enabled, made.details_submitted], [false, false])
    assert.equal(made.settings?.payouts?.schedule.interval, 'daily')
    assert.deepEqual(
      (await stripe.accounts.list()).data.map(({ id }) => id),
      [made.id],
    )
    assert.equal((await at(made.id).accounts.retrieveCurrent()).id, made.id)
    assert.equal((await at(made.id).customers.create()).object, 'customer')
    assert.deepEqual((await stripe.customers.list()).data, [])
    assert.notEqual(made.id, own)
  })

  it('may take money once nothing is missing any more', async (t) => {
    const { stripe, at, typesOf, close } = await world()
    t.after(close)
    const made = await stripe.accounts.create({ type: 'custom', capabilities: both })
    assert.deepEqual(made.capabilities, { card_payments: 'inactive', transfers: 'inactive' })
    assert.equal(made.requirements?.disabled_reason, 'requirements.past_due')
    assert.deepEqual(made.requirements?.currently_due, [
      ...['business_profile.mcc', 'business_profile.url', 'business_type', 'external_account'],
      ...['tos_acceptance.date', 'tos_acceptance.ip'],
    ])
    const seen = (await typesOf(made.id)).length

    const { external_account: _, ...without } = complete
    const half = await stripe.accounts.update(made.id, without)
    assert.deepEqual(half.requirements?.currently_due, ['external_account'])
    assert.deepEqual([half.charges_enabled, half.payouts_enabled], [true, false])
    assert.deepEqual(half.capabilities, { card_payments: 'active', transfers: 'active' })
    const whole = await stripe.accounts.update(made.id, { external_account: 'btok_us' })

    assert.deepEqual([whole.requirements?.currently_due, whole.payouts_enabled], [[], true])
    assert.deepEqual([whole.details_submitted, whole.requirements?.disabled_reason], [true, null])
    assert.equal(whole.individual?.first_name, 'Ida')
    assert.deepEqual((await typesOf(made.id)).slice(seen), [
      ...['person.created', 'capability.updated', 'capability.updated', 'account.updated'],
      ...['account.external_account.created', 'account.updated'],
    ])
    const { data } = await at(made.id).events.list({ type: 'account.updated', limit: 1 })
    assert.equal(data[0]?.data.previous_attributes?.['payouts_enabled' as never], false)
    const all = await stripe.accounts.retrieve(made.id)
    assert.equal(all.external_accounts?.data[0]?.last4, '6789')
  })

  it('names the person of a company who is missing', async (t) => {
    const { stripe, typesOf, close } = await world()
    t.after(close)
    const { id } = await stripe.accounts.create({
      ...{ ...complete, type: 'custom', capabilities: both, business_type: 'company' },
      individual: undefined as never,
      company: {
        name: 'Studio',
        phone: '+15555550100',
        address: person.address,
        tax_id: '000000000',
      },
      external_account: 'btok_us',
    })
    const due = async () => (await stripe.accounts.retrieve(id)).requirements?.currently_due ?? []
    assert.ok((await due()).includes('representative.first_name'))

    const { ssn_last_4: _, ...rest } = person
    const head = await stripe.accounts.createPerson(id, {
      ...{ ...rest, relationship: { representative: true, title: 'CEO' } },
    })
    assert.deepEqual(await due(), [`${head.id}.ssn_last_4`])
    const known = await stripe.accounts.updatePerson(id, head.id, { ssn_last_4: '0000' })

    assert.deepEqual(await due(), [])
    assert.deepEqual([known.ssn_last_4_provided, known.verification?.status], [true, 'verified'])
    assert.equal((await stripe.accounts.retrieve(id)).charges_enabled, true)
    assert.ok(!JSON.stringify(known).includes('"0000"'))
    const types = await typesOf(id)
    assert.ok(types.includes('person.created') && types.includes('person.updated'))
    await assert.rejects(
      stripe.accounts.createPerson(id, { relationship: { representative: true } }),
      { param: 'relationship[representative]' },
    )
    await assert.rejects(stripe.accounts.deletePerson(id, head.id), { statusCode: 400 })
    const other = await stripe.accounts.createPerson(id, { relationship: { owner: true } })
    const owners = await stripe.accounts.listPersons(id, { relationship: { owner: true } })
    assert.deepEqual(
      owners.data.map((one) => one.id),
      [other.id],
    )
    assert.equal((await stripe.accounts.deletePerson(id, other.id)).deleted, true)
    assert.equal((await typesOf(id)).at(-1), 'person.deleted')
  })

  it('gains and gives up capabilities', async (t) => {
    const { stripe, typesOf, close } = await world()
    t.after(close)
    const { id } = await stripe.accounts.create({
      ...complete,
      type: 'custom',
      external_account: 'btok_us',
    })
    assert.equal((await stripe.accounts.retrieveCapability(id, 'transfers')).requested, false)
    await assert.rejects(stripe.accounts.retrieveCapability(id, 'flying'), { statusCode: 404 })
    await assert.rejects(
      stripe.accounts.updateCapability(id, 'card_payments', { requested: true }),
      { param: 'capabilities' },
    )

    const on = await stripe.accounts.updateCapability(id, 'transfers', { requested: true })

    assert.deepEqual([on.id, on.status, on.requested], ['transfers', 'active', true])
    assert.ok((await typesOf(id)).includes('capability.updated'))
    assert.deepEqual((await stripe.accounts.retrieve(id)).capabilities, { transfers: 'active' })
    await stripe.accounts.updateCapability(id, 'transfers', { requested: false })
    assert.deepEqual((await stripe.accounts.retrieve(id)).capabilities, {})
    assert.equal((await stripe.accounts.listCapabilities(id)).data.length, 1)
  })

  it('is rejected, taken back, and deleted', async (t) => {
    const { stripe, at, typesOf, close } = await world()
    t.after(close)
    const { id } = await stripe.accounts.create({
      ...{ ...complete, type: 'custom', capabilities: both, external_account: 'btok_us' },
    })

    const rejected = await stripe.accounts.reject(id, { reason: 'fraud_other' })
    assert.deepEqual([rejected.charges_enabled, rejected.payouts_enabled], [false, false])
    assert.equal(rejected.requirements?.disabled_reason, 'rejected.fraud')
    await assert.rejects(stripe.transfers.create({ amount: 1, currency: 'usd', destination: id }), {
      param: 'destination',
    })
    assert.ok((await typesOf(id)).includes('account.updated'))

    assert.equal((await stripe.accounts.del(id)).deleted, true)
    await assert.rejects(at(id).customers.list(), { code: 'account_invalid' })
    await assert.rejects(stripe.accounts.retrieve(id), { code: 'account_invalid' })
    assert.deepEqual((await stripe.accounts.list()).data, [])
  })

  it('follows a controller as it follows a type', async (t) => {
    const { stripe, close } = await world()
    t.after(close)
    const make = (controller: Stripe.AccountCreateParams.Controller) =>
      stripe.accounts.create({ controller })

    assert.equal((await stripe.accounts.create()).type, 'standard')
    assert.equal((await make({ stripe_dashboard: { type: 'full' } })).type, 'standard')
    const custom = await make({
      ...{ requirement_collection: 'application', stripe_dashboard: { type: 'none' } },
      ...{ losses: { payments: 'application' }, fees: { payer: 'application' } },
    })
    assert.equal(custom.type, 'custom')
    await assert.rejects(make({ requirement_collection: 'application' }), {
      param: 'controller[stripe_dashboard][type]',
    })
    await assert.rejects(
      stripe.accounts.create({ type: 'express', controller: {}, country: 'Germany' }),
      {
        statusCode: 400,
      },
    )
    await assert.rejects(stripe.accounts.create({ country: 'Germany' }), { param: 'country' })
  })

  it('is not to be confused with one that somebody connected', async (t) => {
    const { platform, stripe, client, account, close } = await world()
    t.after(close)
    const extension = createExtension(platform)
    connect(platform, extension, { account: account.account.id })
    const reader = createExtension(platform, 'Reader')
    connect(platform, reader, { account: account.account.id, scope: 'read_only' })
    const theirs = client(extension.keys.test.secret)
    const id = account.account.id

    await assert.rejects(theirs.accounts.update(id, { email: 'x@y.test' }), {
      code: 'not_allowed_on_standard_account',
    })
    await assert.rejects(theirs.accounts.del(id), { code: 'not_allowed_on_standard_account' })
    await assert.rejects(theirs.accounts.reject(id, { reason: 'other' }), {
      code: 'not_allowed_on_standard_account',
    })
    await assert.rejects(client(reader.keys.test.secret).accounts.createPerson(id, {}), {
      ...{ statusCode: 403, code: 'more_permissions_required_for_application' },
    })
    await assert.rejects(theirs.accounts.createPerson('acct_nobody', {}), {
      code: 'account_invalid',
    })
    assert.equal((await stripe.accounts.retrieveCurrent()).id, id)
  })

  it('gets automatic payouts as money becomes available, also what its platform passes on', async (t) => {
    const { stripe, at, advance, close } = await world()
    t.after(close)
    const { id } = await stripe.accounts.create({
      ...{ ...complete, type: 'custom', capabilities: both, external_account: 'btok_us' },
    })
    await at(id).charges.create({ amount: 2000, currency: 'usd', source: 'tok_visa' })
    await stripe.topups.create({ amount: 500, currency: 'usd' })
    advance(5)
    await stripe.transfers.create({ amount: 500, currency: 'usd', destination: id })

    advance(4 * 86_400)

    const { data } = await at(id).payouts.list()
    assert.deepEqual(
      data.map(({ amount, automatic }) => [amount, automatic]),
      [
        [1912, true],
        [500, true],
      ],
    )
  })
})
