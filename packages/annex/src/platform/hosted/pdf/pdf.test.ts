import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { openBrowser } from '../../../test/browser.js'
import { pdfPages } from '../../../test/pdf-text.js'
import { roastery } from '../../../test/worlds/roastery.js'

type Lines = readonly Partial<Stripe.InvoiceItemCreateParams>[]

async function world(t: TestContext, card: string | null = null) {
  const shop = await roastery(t, card)
  const { stripe, customer, platform } = shop
  const bill = async (lines: Lines, params: Partial<Stripe.InvoiceCreateParams> = {}) => {
    const draft = await stripe.invoices.create({ customer, ...params })
    for (const line of lines) {
      await stripe.invoiceItems.create({
        ...{ customer, invoice: draft.id, amount: 1000, currency: draft.currency, ...line },
      })
    }
    return stripe.invoices.finalizeInvoice(draft.id)
  }
  const download = async (address: string | null | undefined) => {
    const response = await platform.fetch(new Request(address ?? ''))
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'application/pdf')
    return { response, pages: pdfPages(new Uint8Array(await response.arrayBuffer())) }
  }
  return { ...shop, bill, download }
}

describe('the PDF of an invoice', () => {
  it('says what its page says', async (t) => {
    const { bill, download, stripe } = await world(t)
    const vat = await stripe.taxRates.create({
      ...{ display_name: 'VAT', percentage: 25, inclusive: false },
    })
    const open = await bill([{ description: 'Żółta kawa', quantity: 3 }], {
      ...{ collection_method: 'send_invoice', days_until_due: 14, default_tax_rates: [vat.id] },
      ...{ footer: 'Harbour LLC', description: 'Thank you!' },
    })
    const { pages, response } = await download(open.invoice_pdf)

    assert.equal(pages.length, 1)
    const said = pages[0]?.split('\n') ?? []
    for (const words of [
      ...['Invoice', 'Harbour', 'Ida', `${open.number}`, 'Oct 7, 2026', '$12.50 due Oct 7, 2026'],
      ...['Pay online', 'Thank you!', 'Żółta kawa', 'VAT 25% on $10.00', '$2.50', 'Harbour LLC'],
      ...['Amount due', '$12.50', 'Page 1 of 1'],
    ]) {
      assert.ok(said.includes(words), `${words} is not in ${said.join(' | ')}`)
    }
    assert.match(
      response.headers.get('content-disposition') ?? '',
      /^attachment; filename="Invoice-\w+-0001\.pdf"$/,
    )
  })

  it('is the same file whenever it is asked for', async (t) => {
    const { bill, platform } = await world(t)
    const { invoice_pdf } = await bill([{}])
    const bytes = async () =>
      Buffer.from(await (await platform.fetch(new Request(invoice_pdf ?? ''))).arrayBuffer())
    assert.ok((await bytes()).equals(await bytes()))
  })

  it('goes on over as many pages as it takes, headings and all', async (t) => {
    const { bill, download } = await world(t)
    const long = 'A very long description of beans, '.repeat(14)
    const lines = Array.from({ length: 60 }, (_, index) => ({
      description: index % 10 === 0 ? long : `Bag ${index}`,
    }))
    const { pages } = await download((await bill(lines)).invoice_pdf)

    assert.ok(pages.length > 2, `${pages.length}`)
    for (const [index, page] of pages.entries()) {
      assert.match(page, new RegExp(`Page ${index + 1} of ${pages.length}$`))
    }
    assert.match(pages[1] ?? '', /^Description\nQty/)
    const all = pages.join('\n').split('\n')
    for (const { description } of lines.filter((line) => line.description !== long)) {
      assert.equal(all.filter((piece) => piece === description).length, 1, description)
    }
    assert.match(pages.at(-1) ?? '', /Amount due\n\$600\.00/)
  })

  it('says so where it cannot write a character', async (t) => {
    const { bill, download, stripe, customer } = await world(t)
    await stripe.customers.update(customer, { name: '株式会社コーヒー' })
    const open = await bill([{ description: 'Καφές и кофе' }], { currency: 'jpy' })
    const { pages } = await download(open.invoice_pdf)
    const said = (pages[0] ?? '').replaceAll('\n', ' ')
    assert.match(said, /Καφές и кофе/)
    assert.match(said, /¥1,000 due/)
    assert.match(said, /Empty boxes stand for characters that cannot be printed in this invoice\./)
    // Every letter of this one is in the typeface.
    await stripe.customers.update(customer, { name: 'Ζωή' })
    const written = await bill([{ description: 'Καφές и кофе' }], { currency: 'jpy' })
    const { pages: fine } = await download(written.invoice_pdf)
    assert.match(fine[0] ?? '', /Ζωή/)
    assert.doesNotMatch(fine[0] ?? '', /Empty boxes/)
  })

  it('is on the paper that was asked for', async (t) => {
    const { bill, platform } = await world(t)
    const boxOf = async (params: Partial<Stripe.InvoiceCreateParams>) => {
      const { invoice_pdf, rendering } = await bill([{}], params)
      assert.equal(rendering?.pdf?.page_size, params.rendering?.pdf?.page_size)
      const file = await (await platform.fetch(new Request(invoice_pdf ?? ''))).arrayBuffer()
      return /\/MediaBox \[([^\]]+)\]/.exec(Buffer.from(file).toString('latin1'))?.[1]
    }
    assert.equal(await boxOf({}), '0 0 612 792')
    assert.equal(await boxOf({ rendering: { pdf: { page_size: 'a4' } } }), '0 0 595.28 841.89')
  })

  it('is for those who have its address', async (t) => {
    const { bill, platform } = await world(t)
    const { invoice_pdf } = await bill([{}])
    const browser = openBrowser((request) => platform.fetch(request), 'http://127.0.0.1:4242')
    const { pathname } = new URL(invoice_pdf ?? '')
    const wrong = pathname.replace(/\/(\w{31})\w\/pdf$/, '/$1/pdf')
    assert.equal((await browser.open(wrong)).status, 404)
  })
})

describe('the PDF of a credit note', () => {
  it('says what was taken back, and how', async (t) => {
    const { bill, download, stripe } = await world(t, 'pm_card_visa')
    const { id } = await bill([{ description: 'Beans' }])
    await stripe.invoices.pay(id)
    const note = await stripe.creditNotes.create({
      ...{ invoice: id, amount: 400, refund_amount: 300, credit_amount: 100, memo: 'Sorry!' },
    })
    const { pages } = await download(note.pdf)
    const said = (pages[0] ?? '').replaceAll('\n', ' ')
    assert.match(said, /^Credit note/)
    assert.match(said, new RegExp(`Credit note number ${note.number} Invoice number \\w+-0001`))
    assert.match(said, /\$4\.00 credited on Sep 23, 2026 Sorry!/)
    assert.match(said, /Total credited \$4\.00 Refunded \$3\.00 Credited to your balance \$1\.00/)
  })
})

describe('the PDF of a quote', () => {
  async function offered(t: TestContext) {
    const shop = await world(t)
    const { stripe, customer, monthly } = shop
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10, duration: 'once' })
    const draft = await stripe.quotes.create({
      ...{ customer, discounts: [{ coupon }], header: 'For your café', footer: 'Harbour LLC' },
      line_items: [{ price: monthly, quantity: 2 }],
    })
    const quote = await stripe.quotes.finalizeQuote(draft.id)
    return { ...shop, quote, draft }
  }

  it('says what is offered, until when, and what it comes to', async (t) => {
    const { stripe, quote } = await offered(t)
    const stream = await stripe.quotes.pdf(quote.id)
    const chunks: Uint8Array[] = []
    for await (const chunk of stream) chunks.push(chunk as Uint8Array)
    const said = (pdfPages(new Uint8Array(Buffer.concat(chunks)))[0] ?? '').replaceAll('\n', ' ')
    assert.match(said, new RegExp(`^Quote Quote number ${quote.number}`))
    assert.match(said, /Good until Oct 23, 2026/)
    assert.match(said, /\$54\.00 now, then \$60\.00 per month/)
    assert.match(said, /For your café/)
    assert.match(said, /2 \$30\.00 \$60\.00 Beans per month/)
    assert.match(
      said,
      /Discounts −\$6\.00 Total \$54\.00 Due with the first invoice \$54\.00 Then per month \$60\.00/,
    )
    await stripe.quotes.accept(quote.id)
    const after = await stripe.quotes.pdf(quote.id)
    const again: Uint8Array[] = []
    for await (const chunk of after) again.push(chunk as Uint8Array)
    assert.match(pdfPages(new Uint8Array(Buffer.concat(again)))[0] ?? '', /ACCEPTED/)
  })

  it('is for those whose quote it is', async (t) => {
    const { platform, quote, account } = await offered(t)
    const ask = (key: string | undefined, path: string) =>
      platform.fetch(`http://127.0.0.1:4242${path}`, {
        headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      })
    const path = `/v1/quotes/${quote.id}/pdf`
    const answer = await ask(account.keys.test.secret, path)
    assert.equal(answer.headers.get('content-type'), 'application/pdf')
    assert.match(answer.headers.get('request-id') ?? '', /^req_/)
    assert.equal((await ask(undefined, path)).status, 401)
    assert.equal((await ask(account.keys.live.secret, path)).status, 404)
    assert.equal((await ask(account.keys.test.secret, '/v1/quotes/qt_none/pdf')).status, 404)
  })
})
