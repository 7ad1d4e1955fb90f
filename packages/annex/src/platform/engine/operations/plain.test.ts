import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

describe('a kind that does nothing by itself', async () => {
  const { stripe, eventTypes, close } = await startPlatform()
  after(close)

  it('is kept, changed, listed and deleted', async () => {
    const location = await stripe.terminal.locations.create({
      display_name: 'Quay',
      address: { line1: '1 Quay', country: 'US' },
      metadata: { floor: '1' },
    })
    await stripe.terminal.locations.update(location.id, { metadata: { floor: '' } })
    const { data } = await stripe.terminal.locations.list()
    assert.deepEqual(
      data.map(({ id, metadata }) => [id, metadata]),
      [[location.id, {}]],
    )
    assert.equal((await stripe.terminal.locations.del(location.id)).deleted, true)
    assert.equal((await stripe.terminal.locations.list()).data.length, 0)
  })

  it('starts as such objects start, and asks for what only the caller can say', async () => {
    const holder = await stripe.issuing.cardholders.create({
      ...{ name: 'Ada', billing: { address: { line1: '1 Quay', city: 'Harbour', country: 'US' } } },
      ...{ billing: { address: { line1: '1', city: 'H', country: 'US', postal_code: '1' } } },
    })
    assert.deepEqual([holder.status, holder.type], ['active', 'individual'])
    await assert.rejects(stripe.issuing.cards.create({ currency: 'usd', type: 'virtual' }), {
      code: 'parameter_missing',
      param: 'cardholder',
    })
    const card = await stripe.issuing.cards.create({
      ...{ currency: 'usd', type: 'virtual', cardholder: holder.id },
    })
    assert.equal(card.cardholder.id, holder.id)
    await assert.rejects(
      stripe.issuing.cards.create({ currency: 'usd', type: 'virtual', cardholder: 'ich_nobody' }),
      { code: 'resource_missing', param: 'cardholder' },
    )
  })

  it('says that a verb is not carried out, before anything is changed', async () => {
    const source = await stripe.sources.create({ type: 'card', token: 'tok_visa' })
    await assert.rejects(stripe.sources.verify(source.id, { values: ['32'] }), {
      statusCode: 400,
      message:
        'This platform knows POST /v1/sources/{source}/verify, but does not carry it out: ' +
        'sources here are cards, which need no verification.',
    })
    assert.equal((await stripe.sources.retrieve(source.id)).status, source.status)
    assert.ok(!eventTypes().some((type) => type.startsWith('source.')))
  })
})

describe('an object under another', async () => {
  const { stripe, close } = await startPlatform()
  after(close)

  it('is found under its own owner only', async () => {
    const [ada, bea] = [await stripe.customers.create(), await stripe.customers.create()]
    const taxId = await stripe.customers.createTaxId(ada.id, { type: 'eu_vat', value: 'DE123' })

    assert.equal((await stripe.customers.retrieveTaxId(ada.id, taxId.id)).customer, ada.id)
    assert.equal((await stripe.customers.listTaxIds(bea.id)).data.length, 0)
    const missing = { statusCode: 404, message: `No such tax_id: '${taxId.id}'` }
    await assert.rejects(stripe.customers.retrieveTaxId(bea.id, taxId.id), missing)
    await assert.rejects(stripe.customers.deleteTaxId(bea.id, taxId.id), missing)
    await assert.rejects(stripe.customers.retrieveTaxId('cus_nobody', taxId.id), {
      message: "No such customer: 'cus_nobody'",
    })
    assert.equal((await stripe.customers.deleteTaxId(ada.id, taxId.id)).deleted, true)
  })
})

describe('the one object of its kind', async () => {
  const { stripe, client, account, close } = await startPlatform()
  after(close)

  it('is there before anybody changed it, and keeps what is not named', async () => {
    assert.equal((await stripe.tax.settings.retrieve()).status, 'pending')
    await stripe.tax.settings.update({ defaults: { tax_code: 'txcd_10000000' } })
    await stripe.tax.settings.update({ defaults: { tax_behavior: 'inclusive' } })
    const { defaults } = await stripe.tax.settings.retrieve()
    assert.deepEqual([defaults.tax_code, defaults.tax_behavior], ['txcd_10000000', 'inclusive'])
    const live = await client(account.keys.live.secret).tax.settings.retrieve()
    assert.equal(live.defaults.tax_code, null)
  })

  it('belongs to each customer', async () => {
    const [ada, bea] = [await stripe.customers.create(), await stripe.customers.create()]
    await stripe.customers.updateCashBalance(ada.id, {
      settings: { reconciliation_mode: 'manual' },
    })
    const modeOf = async (id: string) => {
      const balance = await stripe.customers.retrieveCashBalance(id)
      return [balance.customer, balance.settings.reconciliation_mode]
    }
    assert.deepEqual(await modeOf(ada.id), [ada.id, 'manual'])
    assert.deepEqual(await modeOf(bea.id), [bea.id, 'automatic'])
    await stripe.customers.updateCashBalance(ada.id, {
      settings: { reconciliation_mode: 'merchant_default' },
    })
    assert.deepEqual(await modeOf(ada.id), [ada.id, 'automatic'])
    await assert.rejects(stripe.customers.retrieveCashBalance('cus_nobody'), { statusCode: 404 })
  })
})
