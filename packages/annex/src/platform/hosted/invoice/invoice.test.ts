import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { openBrowser } from '../../../test/browser.js'
import { ASKS_BANK, DECLINES, typed, withCard } from '../../../test/worlds/checkout.js'
import { DAY, roastery } from '../../../test/worlds/roastery.js'

async function world(t: TestContext) {
  const shop = await roastery(t, null)
  const { stripe, customer, platform } = shop
  const bill = async (params: Partial<Stripe.InvoiceCreateParams> = {}) => {
    const draft = await stripe.invoices.create({
      ...{ customer, collection_method: 'send_invoice', days_until_due: 14 },
      ...params,
    })
    await stripe.invoiceItems.create({
      ...{ customer, invoice: draft.id, amount: 4500, currency: 'usd' },
      description: 'Espresso bar, one evening',
    })
    assert.deepEqual([draft.hosted_invoice_url, draft.invoice_pdf], [null, null])
    return stripe.invoices.finalizeInvoice(draft.id)
  }
  const browser = openBrowser((request) => platform.fetch(request), 'http://127.0.0.1:4242')
  const visit = (invoice: Stripe.Invoice) => browser.open(invoice.hosted_invoice_url ?? '')
  return { ...shop, bill, browser, visit }
}

describe('the page of an invoice', () => {
  it('says who asks for what, and by when', async (t) => {
    const { bill, visit, stripe, customer } = await world(t)
    const vat = await stripe.taxRates.create({
      ...{ display_name: 'VAT', percentage: 25, inclusive: false },
    })
    const coupon = await stripe.coupons.create({ percent_off: 20, name: 'Friends' })
    await stripe.customers.createTaxId(customer, { type: 'eu_vat', value: 'DE123456789' })
    const open = await bill({
      ...{ description: 'Thank you!', footer: 'Harbour LLC', default_tax_rates: [vat.id] },
      ...{ custom_fields: [{ name: 'PO', value: '2231' }], discounts: [{ coupon: coupon.id }] },
    })
    const { text, status, html } = await visit(open)
    assert.equal(status, 200)
    assert.match(text, /Open \$45\.00 due Oct 7, 2026/)
    assert.match(text, /Date of issue Sep 23, 2026 Date due Oct 7, 2026 PO 2231/)
    assert.match(text, /From Harbour To Ida DE123456789 Thank you! .* Espresso bar, one evening/)
    assert.match(text, /Subtotal \$45\.00 Friends \(20% off\) −\$9\.00/)
    assert.match(text, /Total excluding tax \$36\.00 VAT 25% on \$36\.00 \$9\.00 Total \$45\.00/)
    assert.match(text, /Amount due \$45\.00/)
    assert.match(html, /Harbour LLC/)
  })

  it('takes a card, and says that it is paid', async (t) => {
    const { bill, visit, browser, stripe, news } = await world(t)
    const open = await bill()
    await visit(open)
    news()

    const paid = await browser.press('Pay $45.00', typed)

    assert.match(paid.text, /Paid \$45\.00 paid on Sep 23, 2026/)
    assert.match(paid.text, /Amount paid −\$45\.00 Amount due \$0\.00/)
    assert.doesNotMatch(paid.text, /Pay with a card/)
    assert.equal((await stripe.invoices.retrieve(open.id)).status, 'paid')
    assert.deepEqual(news(), [
      ...['charge.succeeded', 'payment_intent.succeeded', 'invoice.updated', 'invoice.paid'],
      ...['invoice.payment_succeeded', 'invoice_payment.paid'],
    ])
  })

  it('says why a card was not taken, and keeps the rest', async (t) => {
    const { bill, visit, browser, stripe } = await world(t)
    const open = await bill()
    await visit(open)
    const empty = await browser.press('Pay $45.00')
    assert.match(empty.text, /Enter your card number/)
    const declined = await browser.press('Pay $45.00', withCard(DECLINES))
    assert.equal(declined.status, 400)
    assert.match(declined.text, /insufficient funds\. Nothing was charged/)
    assert.match(declined.html, /value="Jenny Rosen"/)
    assert.doesNotMatch(declined.html, /9995/)
    assert.equal((await stripe.invoices.retrieve(open.id)).attempt_count, 1)
    const paid = await browser.press('Pay $45.00', typed)
    assert.match(paid.text, /\$45\.00 paid on/)
  })

  it('goes through the payer’s bank and back', async (t) => {
    const { bill, visit, browser } = await world(t)
    await visit(await bill())
    await browser.press('Pay $45.00', withCard(ASKS_BANK))
    const failed = await browser.press('Fail authentication')
    assert.match(failed.text, /could not confirm that it was you/)
    await browser.press('Pay $45.00', withCard(ASKS_BANK))
    const paid = await browser.press('Complete authentication')
    assert.match(paid.text, /\$45\.00 paid on/)
  })

  it('takes no second payment', async (t) => {
    const { bill, visit, browser, stripe } = await world(t)
    const open = await bill()
    const { url, html } = await visit(open)
    await browser.press('Pay $45.00', typed)
    const again = await browser.post(url.pathname, typed)
    assert.match(again.text, /\$45\.00 paid on/)
    assert.match(html, /Pay \$45\.00/)
    assert.equal((await stripe.charges.list()).data.length, 1)
  })

  it('says how every other invoice stands', async (t) => {
    const { bill, visit, stripe, advance } = await world(t)
    const [late, gone, doubtful] = [await bill(), await bill(), await bill()]
    await stripe.invoices.voidInvoice(gone.id)
    await stripe.invoices.markUncollectible(doubtful.id)
    advance(15 * DAY)
    assert.match((await visit(late)).text, /Past due \$45\.00 was due Oct 7, 2026/)
    const voided = await visit(gone)
    assert.match(voided.text, /Void \$45\.00 is not to be paid any more/)
    assert.match(voided.text, /Amount due \$0\.00/)
    assert.doesNotMatch(voided.text, /Pay with a card/)
    assert.match((await visit(doubtful)).text, /Uncollectible .* Pay with a card/)
  })

  it('shows what the customer’s balance paid', async (t) => {
    const { bill, visit, stripe, customer } = await world(t)
    await stripe.customers.createBalanceTransaction(customer, { amount: -1000, currency: 'usd' })
    const { text } = await visit(await bill())
    assert.match(text, /Total \$45\.00 Applied balance −\$10\.00 Amount due \$35\.00/)
  })

  it('has a fraction of a cent, and yen without any', async (t) => {
    const { stripe, customer, visit } = await world(t)
    const draft = await stripe.invoices.create({ customer, currency: 'jpy' })
    await stripe.invoiceItems.create({
      ...{ customer, invoice: draft.id, currency: 'jpy', quantity: 3, description: 'コーヒー豆' },
      unit_amount_decimal: '120.5' as never,
    })
    const { text } = await visit(await stripe.invoices.finalizeInvoice(draft.id))
    assert.match(text, /コーヒー豆 3 ¥120\.5 ¥362/)
  })

  it('opens to nobody who guesses, and takes no form from elsewhere', async (t) => {
    const { bill, browser, stripe } = await world(t)
    const open = await bill()
    const { pathname } = new URL(open.hosted_invoice_url ?? '')
    assert.equal((await browser.open(pathname.slice(0, -1))).status, 404)
    assert.equal((await browser.open('/invoice/in_none/secret')).status, 404)
    const forged = await browser.post(pathname, typed, { 'sec-fetch-site': 'cross-site' })
    assert.equal(forged.status, 403)
    assert.equal((await browser.post(`${pathname}x`, typed)).status, 404)
    assert.equal((await stripe.invoices.retrieve(open.id)).status, 'open')
  })

  it('keeps the card number out of everything that is kept', async (t) => {
    const { bill, visit, browser, platform } = await world(t)
    await visit(await bill())
    await browser.press('Pay $45.00', typed)
    platform.parts.engine.requests.flush()
    const kept = platform.parts.store.all<{ parameters: string | null }>(
      'select parameters from requests',
    )
    assert.ok(kept.length > 0)
    assert.doesNotMatch(JSON.stringify(kept), /4242 ?4242/)
  })
})
