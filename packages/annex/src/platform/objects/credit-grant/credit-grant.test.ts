import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { DAY, HOUR } from '../../../test/worlds/roastery.js'
import { metered } from '../../../test/worlds/metered.js'

type Params = Partial<Stripe.Billing.CreditGrantCreateParams>

async function world(t: TestContext) {
  const shop = await metered(t)
  const { stripe, customer } = shop
  const price = await shop.priceOf({ unit_amount: 100 })
  const grant = (value: number, more: Params = {}) =>
    stripe.billing.creditGrants.create({
      ...{ customer, name: `$${value / 100}` },
      amount: { type: 'monetary', monetary: { currency: 'usd', value } },
      applicability_config: { scope: { price_type: 'metered' } },
      ...more,
    })
  const left = async (filter?: Stripe.Billing.CreditBalanceSummaryRetrieveParams.Filter) => {
    const summary = await stripe.billing.creditBalanceSummaries.retrieve({
      customer,
      filter: filter ?? {
        type: 'applicability_scope',
        applicability_scope: { price_type: 'metered' },
      },
    })
    return summary.balances.map(({ available_balance }) => available_balance.monetary?.value)
  }
  const ledger = async (credit_grant: string) => {
    const { data } = await stripe.billing.creditBalanceTransactions.list({ customer, credit_grant })
    return data.map(({ credit, debit }) => {
      return credit
        ? [credit.type, credit.amount.monetary?.value]
        : [debit?.type, debit?.amount.monetary?.value]
    })
  }
  return { ...shop, price, grant, left, ledger }
}

const refunds = ({ total_pretax_credit_amounts: all }: Stripe.Invoice) =>
  (all ?? []).map(({ type, amount }) => [type, amount])

describe('a credit grant', () => {
  it('pays for what was used, after discounts and before taxes', async (t) => {
    const { stripe, subscribeTo, price, use, renewed, grant, left, ledger, news } = await world(t)
    const tax = await stripe.taxRates.create({
      ...{ display_name: 'VAT', percentage: 10, inclusive: false },
    })
    await stripe.coupons.create({ id: 'half', percent_off: 50, duration: 'forever' })
    const { id } = await subscribeTo(price, {
      ...{ discounts: [{ coupon: 'half' }], default_tax_rates: [tax.id] },
    })
    news()
    const given = await grant(2000)
    assert.deepEqual(
      [given.category, given.priority, given.voided_at, given.expires_at],
      ['paid', 50, null, null],
    )
    assert.deepEqual(news(), [
      'billing.credit_grant.created',
      'billing.credit_balance_transaction.created',
    ])
    await use(60)
    const preview = await stripe.invoices.createPreview({ subscription: id })

    const invoice = await renewed(id)

    // 6000 − 3000 − 2000 = 1000, and 10 % on it.
    assert.deepEqual([invoice.subtotal, invoice.total, invoice.status], [6000, 1100, 'paid'])
    assert.equal(preview.total, 1100)
    assert.deepEqual(refunds(invoice), [
      ...[
        ['discount', 3000],
        ['credit_balance_transaction', 2000],
      ],
    ])
    assert.deepEqual(
      invoice.lines.data[0]?.pretax_credit_amounts?.map(({ amount }) => amount),
      [3000, 2000],
    )
    assert.deepEqual(await left(), [0])
    assert.deepEqual(await ledger(given.id), [
      ['credits_applied', 2000],
      ['credits_granted', 2000],
    ])
  })

  it('is spent by priority, then before it is lost, then when it was a present', async (t) => {
    const { subscribeTo, price, use, renewed, grant, now, left } = await world(t)
    const { id } = await subscribeTo(price)
    const soon = now() + 60 * DAY
    const made = [
      await grant(1000, { name: 'fifth' }),
      await grant(1000, { name: 'fourth', category: 'promotional' }),
      await grant(1000, { name: 'third', expires_at: soon + DAY }),
      await grant(1000, { name: 'second', expires_at: soon }),
      await grant(1000, { name: 'first', priority: 0 }),
    ]
    await use(25)
    assert.equal((await renewed(id)).total, 0)
    const each = made.map(({ id: credit_grant }) => left({ type: 'credit_grant', credit_grant }))
    assert.deepEqual((await Promise.all(each)).flat(), [1000, 1000, 500, 0, 0])
  })

  it('is for the prices it names', async (t) => {
    const { stripe, customer, price, priceOf, use, renewed, grant } = await world(t)
    const other = await priceOf({ unit_amount: 300 })
    const { id } = await stripe.subscriptions.create({
      customer,
      items: [{ price }, { price: other }],
    })
    await grant(5000, { applicability_config: { scope: { prices: [{ id: price }] } } })
    await use(10)
    const invoice = await renewed(id)
    assert.deepEqual([invoice.subtotal, invoice.total], [4000, 3000])
  })

  it('cannot pay for what is no usage', async (t) => {
    const { stripe, customer, monthly, renewed, grant, left } = await world(t)
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: monthly }] })
    await grant(5000)
    assert.equal((await renewed(id)).total, 3000)
    assert.deepEqual(await left(), [5000])
  })

  it('comes back when the invoice is void', async (t) => {
    const { stripe, customer, price, subscribeTo, use, renewed, grant, left, ledger } =
      await world(t)
    const { id } = await subscribeTo(price)
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.subscriptions.update(id, { default_payment_method: bad.id })
    const given = await grant(600)
    await use(10)
    const invoice = await renewed(id)
    assert.deepEqual([invoice.status, invoice.amount_due], ['open', 400])
    assert.deepEqual(await left(), [0])
    await stripe.invoices.voidInvoice(invoice.id)
    assert.deepEqual(await left(), [600])
    const types = (await ledger(given.id)).map(([type]) => String(type)).toSorted()
    assert.deepEqual(types, [
      'credits_application_invoice_voided',
      'credits_applied',
      'credits_granted',
    ])
  })

  it('is lost when it expires, by itself or at once', async (t) => {
    const { stripe, grant, left, ledger, advance, now, news } = await world(t)
    const first = await grant(1000, { expires_at: now() + DAY })
    const second = await grant(500)
    await stripe.billing.creditGrants.update(first.id, { expires_at: now() + 2 * DAY })
    advance(2 * DAY - 1)
    assert.deepEqual(await left(), [1500])
    news()
    advance(1)
    assert.deepEqual(await left(), [500])
    assert.deepEqual(await ledger(first.id), [
      ['credits_expired', 1000],
      ['credits_granted', 1000],
    ])
    assert.deepEqual(news(), ['billing.credit_balance_transaction.created'])

    const over = await stripe.billing.creditGrants.expire(second.id)
    assert.equal(over.expires_at, now())
    assert.deepEqual(await left(), [])
    assert.deepEqual(news(), [
      'billing.credit_grant.updated',
      'billing.credit_balance_transaction.created',
    ])
    const ended = { code: 'status_transition_invalid' }
    await assert.rejects(stripe.billing.creditGrants.expire(second.id), ended)
    await assert.rejects(stripe.billing.creditGrants.voidGrant(first.id), ended)
    await assert.rejects(stripe.billing.creditGrants.update(first.id, { expires_at: '' }), ended)
  })

  it('is void only while nothing of it was spent', async (t) => {
    const { stripe, grant, left, subscribeTo, price, use, renewed } = await world(t)
    const { id } = await subscribeTo(price)
    const voided = await stripe.billing.creditGrants.voidGrant((await grant(700)).id)
    assert.equal(typeof voided.voided_at, 'number')
    assert.deepEqual(await left(), [])
    const used = await grant(700)
    await use(2)
    await renewed(id)
    await assert.rejects(stripe.billing.creditGrants.voidGrant(used.id), /was applied/)
  })

  it('waits until it is effective', async (t) => {
    const { grant, left, now, advance } = await world(t)
    await grant(700, { effective_at: now() + HOUR })
    assert.deepEqual(await left(), [])
    advance(HOUR)
    assert.deepEqual(await left(), [700])
  })

  it('says what it is for, and until when', async (t) => {
    const { grant, monthly, now, price } = await world(t)
    const scope = 'applicability_config[scope]'
    const refused = (params: Params, param: string) => assert.rejects(grant(100, params), { param })
    const scoped = (one: Stripe.Billing.CreditGrantCreateParams.ApplicabilityConfig.Scope) => ({
      applicability_config: { scope: one },
    })
    await refused(scoped({ prices: [] }), 'applicability_config')
    await refused(scoped({ price_type: 'metered', prices: [{ id: price }] }), scope)
    await refused(scoped({ prices: [{ id: monthly }] }), `${scope}[prices][0][id]`)
    await refused({ expires_at: now() }, 'expires_at')
    await refused({ effective_at: now() + DAY, expires_at: now() + HOUR }, 'expires_at')
    await refused({ customer: 'cus_9' }, 'customer')
    await refused({ amount: { type: 'monetary' } }, 'amount[monetary]')
  })

  it('grants something', async (t) => {
    const { grant, left } = await world(t)
    for (const value of [0, -100]) {
      await assert.rejects(grant(value), { param: 'amount[monetary][value]' })
    }
    assert.deepEqual(await left(), [])
  })
})

describe('a credit note of what credit has paid', () => {
  it('takes back no more money than was asked for', async (t) => {
    const { stripe, subscribeTo, price, use, renewed, grant, left } = await world(t)
    const { id } = await subscribeTo(price)
    await grant(2000)
    await use(50)
    const invoice = await renewed(id)
    assert.deepEqual([invoice.subtotal, invoice.total], [5000, 3000])
    const [line] = invoice.lines.data
    const lines = [
      { type: 'invoice_line_item' as const, invoice_line_item: line?.id ?? '', quantity: 10 },
    ]
    const preview = await stripe.creditNotes.preview({
      invoice: invoice.id,
      lines,
      refund_amount: 600,
    })
    assert.deepEqual([preview.subtotal, preview.total], [1000, 600])
    const note = await stripe.creditNotes.create({ invoice: invoice.id, lines, refund_amount: 600 })
    const spent = line?.pretax_credit_amounts?.[0]?.credit_balance_transaction
    assert.deepEqual(note.pretax_credit_amounts, [
      { amount: 400, credit_balance_transaction: spent, type: 'credit_balance_transaction' },
    ])
    assert.deepEqual(await left(), [0])
  })
})
