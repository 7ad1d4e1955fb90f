import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkoutShop, typed } from '../../../test/worlds/checkout.js'

describe('a payment link', () => {
  it('opens a checkout for everybody who follows it', async (t) => {
    const { stripe, sessions, beans, newBrowser, news } = await checkoutShop(t)
    const link = await stripe.paymentLinks.create({
      ...{ line_items: [{ price: beans.id, quantity: 1 }], metadata: { page: 'home' } },
      after_completion: { type: 'redirect', redirect: { url: 'https://shop.test/thanks' } },
    })
    assert.match(link.url, /\/buy\/plink_/)
    assert.equal((await stripe.paymentLinks.listLineItems(link.id)).data[0]?.amount_total, 1500)
    const [one, two] = [newBrowser(), newBrowser()]
    await one.open(`${link.url}?client_reference_id=jenny-7&prefilled_email=jenny@example.test`)
    await two.open(link.url)
    assert.notEqual(one.page.url.pathname, two.page.url.pathname)
    assert.match(one.page.html, /value="jenny@example\.test"/)

    const done = await one.press('Pay $15.00', typed)

    assert.equal(done.headers.get('location'), 'https://shop.test/thanks')
    const { data } = await sessions.list({ payment_link: link.id, status: 'complete' })
    assert.deepEqual(
      data.map((session) => [session.client_reference_id, session.metadata?.['page']]),
      [['jenny-7', 'home']],
    )
    assert.equal(news()[0], 'payment_link.created')
  })

  it('thanks those who have paid, in the seller’s words', async (t) => {
    const { stripe, plan, newBrowser } = await checkoutShop(t)
    const link = await stripe.paymentLinks.create({
      line_items: [{ price: plan.id, quantity: 1 }],
      subscription_data: { trial_period_days: 7 },
      after_completion: {
        type: 'hosted_confirmation',
        hosted_confirmation: { custom_message: 'See you at the counter.' },
      },
    })
    const browser = newBrowser()
    await browser.open(link.url)
    const done = await browser.press('Start trial', typed)
    assert.match(done.text, /Thank you See you at the counter\./)
    const { data } = await stripe.subscriptions.list()
    assert.deepEqual(
      data.map(({ status }) => status),
      ['trialing'],
    )
  })

  it('passes on how it is paid and what its invoices say', async (t) => {
    const { stripe, sessions, beans, newBrowser } = await checkoutShop(t)
    const sold = { line_items: [{ price: beans.id, quantity: 1 }] }
    const link = await stripe.paymentLinks.create({
      ...{ ...sold, payment_method_types: ['card', 'us_bank_account'] },
      payment_intent_data: { metadata: { shelf: '5' } },
      invoice_creation: {
        enabled: true,
        invoice_data: { footer: 'Come again.', metadata: { shelf: '4' } },
      },
    })
    const browser = newBrowser()
    await browser.open(link.url)
    const [open] = (await sessions.list({ payment_link: link.id })).data
    assert.deepEqual(open?.payment_method_types, ['card', 'us_bank_account'])
    await browser.press('Pay $15.00', typed)

    const [invoice] = (await stripe.invoices.list()).data
    const [intent] = (await stripe.paymentIntents.list()).data
    assert.deepEqual(intent?.metadata, { shelf: '5' })
    assert.deepEqual([invoice?.footer, invoice?.metadata], ['Come again.', { shelf: '4' }])
    await assert.rejects(
      stripe.paymentLinks.create({ ...sold, payment_method_types: ['sepa_debit'] }),
      { param: 'payment_method_types' },
    )
  })

  it('says so when it is switched off', async (t) => {
    const { stripe, beans, newBrowser, news } = await checkoutShop(t)
    const link = await stripe.paymentLinks.create({
      ...{ line_items: [{ price: beans.id, quantity: 1 }], inactive_message: 'Sold out, sorry.' },
    })
    await stripe.paymentLinks.update(link.id, { active: false })
    const page = await newBrowser().open(link.url)
    assert.equal(page.status, 410)
    assert.match(page.text, /This link is no longer active Sold out, sorry\./)
    assert.equal(news().at(-1), 'payment_link.updated')
    assert.equal((await newBrowser().open('/buy/plink_none')).status, 404)
  })

  it('ends with the last of what it may sell', async (t) => {
    const { stripe, beans, newBrowser } = await checkoutShop(t)
    const link = await stripe.paymentLinks.create({
      line_items: [{ price: beans.id, quantity: 1 }],
      restrictions: { completed_sessions: { limit: 1 } },
    })
    const [one, two] = [newBrowser(), newBrowser()]
    await one.open(link.url)
    await two.open(link.url)
    await one.press('Pay $15.00', typed)
    assert.match((await two.press('Pay $15.00', typed)).text, /This checkout has expired/)

    const after = await stripe.paymentLinks.retrieve(link.id)
    assert.deepEqual(after.restrictions?.completed_sessions, { count: 1, limit: 1 })
    assert.equal(after.active, false)
    assert.equal((await two.open(link.url)).status, 410)
  })

  it('changes how many it sells', async (t) => {
    const { stripe, beans, newBrowser } = await checkoutShop(t)
    const link = await stripe.paymentLinks.create({
      ...{ line_items: [{ price: beans.id, quantity: 1 }], expand: ['line_items'] },
    })
    const id = link.line_items?.data[0]?.id ?? ''
    await stripe.paymentLinks.update(link.id, { line_items: [{ id, quantity: 3 }] })
    assert.match((await newBrowser().open(link.url)).text, /\$45\.00 Beans 3 × \$15\.00/)
    const stranger = [{ id: 'li_none', quantity: 3 }]
    await assert.rejects(stripe.paymentLinks.update(link.id, { line_items: stranger }), {
      ...{ code: 'resource_missing', param: 'line_items[0][id]' },
    })
  })

  it('is refused what its prices cannot mean', async (t) => {
    const { stripe, beans, plan } = await checkoutShop(t)
    const [once, monthly] = [beans, plan].map(({ id }) => [{ price: id, quantity: 1 }])
    await assert.rejects(
      stripe.paymentLinks.create({
        ...{ line_items: once ?? [], subscription_data: { trial_period_days: 7 } },
      }),
      { param: 'subscription_data', message: /at least one line item has a recurring price/ },
    )
    await assert.rejects(
      stripe.paymentLinks.create({ line_items: monthly ?? [], application_fee_amount: 100 }),
      { param: 'application_fee_amount', message: /all line items have one-time prices/ },
    )
    await assert.rejects(
      stripe.paymentLinks.create({
        line_items: once ?? [],
        after_completion: { type: 'redirect' },
      }),
      { code: 'parameter_missing', param: 'after_completion[redirect][url]' },
    )
  })
})
