import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { openBrowser } from '../../../test/browser.js'
import { pdfPages } from '../../../test/pdf-text.js'
import { latest, roastery, subscribe } from '../../../test/worlds/roastery.js'

async function world(t: TestContext) {
  const shop = await roastery(t)
  const { stripe, platform } = shop
  const browser = openBrowser((request) => platform.fetch(request), 'http://127.0.0.1:4242')
  const pay = (more: object = {}) =>
    stripe.charges.create({ amount: 2000, currency: 'usd', source: 'tok_visa', ...more })
  const visit = (address: string | null) => browser.open(address ?? '')
  return { ...shop, browser, pay, visit }
}

describe('the receipt of a charge', () => {
  it('says who paid what, when and with what', async (t) => {
    const { pay, visit, platform } = await world(t)
    const { receipt_url } = await pay({ description: 'Two bags' })
    const { text } = await visit(receipt_url)
    assert.match(text, /Receipt from Harbour Paid \$20\.00 paid on Sep 23, 2026/)
    assert.match(text, /Paid with Visa •••• 4242 .* Two bags .* Amount paid \$20\.00/)
    const file = await platform.fetch(new Request(`${receipt_url}/pdf`))
    assert.match(pdfPages(new Uint8Array(await file.arrayBuffer()))[0] ?? '', /^Receipt\n/)
  })

  it('names the invoice that was paid', async (t) => {
    const shop = await world(t)
    const { number } = await latest(shop, (await subscribe(shop)).id)
    const [charge] = (await shop.stripe.charges.list()).data
    const { text } = await shop.visit(charge?.receipt_url ?? '')
    assert.match(text, new RegExp(`Invoice number ${number}`))
  })

  it('follows what is given back, and tells a hold from a payment', async (t) => {
    const { pay, visit, stripe } = await world(t)
    const paid = await pay()
    await stripe.refunds.create({ charge: paid.id, amount: 500 })
    const part = await visit(paid.receipt_url)
    assert.match(part.text, /Partially refunded/)
    assert.match(part.text, /Refunded −\$5\.00 Left \$15\.00/)
    const held = await pay({ capture: false })
    assert.match((await visit(held.receipt_url)).text, /\$20\.00 held since .*, not taken yet/)
  })

  it('is for those who have its address, and only for what was paid', async (t) => {
    const { pay, visit, stripe } = await world(t)
    const { receipt_url } = await pay()
    assert.equal((await visit(receipt_url?.slice(0, -1) ?? '')).status, 404)
    assert.equal((await visit('/receipt/ch_none/secret')).status, 404)
    await assert.rejects(pay({ source: 'tok_chargeDeclined' }))
    const [declined] = (await stripe.charges.list({ limit: 1 })).data
    assert.deepEqual([declined?.status, declined?.receipt_url], ['failed', null])
  })
})
