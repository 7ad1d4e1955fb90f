/** The books of a shop after whatever happened: sums that add up, periods that meet, news that tells. */
import assert from 'node:assert/strict'
import type { Stripe } from 'stripe'
import type { Life } from './life.js'

type Invoice = Stripe.Invoice
type Changed = Stripe.Event & { readonly object_id: string }

const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0)
const amountsOf = (all: readonly { amount: number }[] | null) =>
  (all ?? []).map((one) => one.amount)

/** @param cyclic whether nothing began the cycle anew */
export async function checkBooks(life: Life, cyclic: boolean): Promise<void> {
  const { stripe } = life.world
  const invoices = (await stripe.invoices.list({ limit: 100 })).data
  invoices.forEach(checkInvoice)
  checkPeriods(invoices, cyclic)
  await checkCustomer(life)
  await checkBalance(stripe)
  await checkStories(life, invoices)
}

/** Lines less discounts and credit, and with taxes; what is due, paid or still to pay. */
function checkInvoice(invoice: Invoice): void {
  const taxes = invoice.total_taxes ?? []
  const added = taxes.filter((tax) => tax.tax_behavior === 'exclusive')
  const off = sum(amountsOf(invoice.total_pretax_credit_amounts))
  assert.equal(sum(amountsOf(invoice.lines.data)), invoice.subtotal)
  assert.equal(invoice.total, invoice.subtotal - off + sum(amountsOf(added)))
  assert.equal(invoice.total_excluding_tax, invoice.total - sum(amountsOf(taxes)))
  assert.equal(invoice.amount_paid + invoice.amount_remaining, invoice.amount_due)
  const byLine = invoice.lines.data.flatMap((line) => line.pretax_credit_amounts ?? [])
  assert.equal(sum(amountsOf(byLine)), off)
  if (invoice.starting_balance === 0 && invoice.total >= 50 && invoice.status !== 'draft') {
    assert.equal(invoice.amount_due, invoice.total)
  }
  for (const line of invoice.lines.data) assert.equal(line.invoice, invoice.id)
}

/** Renewals look back on time that meets, without gap or overlap. */
function checkPeriods(invoices: readonly Invoice[], cyclic: boolean): void {
  const cycles = invoices
    .filter(({ billing_reason }) => billing_reason === 'subscription_cycle')
    .toReversed()
  for (const [index, invoice] of cycles.entries()) {
    const next = cycles[index + 1]
    assert.ok(invoice.period_start < invoice.period_end)
    assert.equal(invoice.created, invoice.period_end)
    if (!next) continue
    if (cyclic) assert.equal(next.period_start, invoice.period_end)
    else assert.ok(next.period_start >= invoice.period_end)
  }
}

async function checkCustomer({ world: { stripe, customer } }: Life): Promise<void> {
  const moves = (await stripe.customers.listBalanceTransactions(customer, { limit: 100 })).data
  const now = await stripe.customers.retrieve(customer)
  assert.ok(!now.deleted)
  assert.equal(sum(amountsOf(moves)), now.balance)
}

/** What moved is what there is. */
async function checkBalance(stripe: Stripe): Promise<void> {
  const moved: number[] = []
  for await (const { net } of stripe.balanceTransactions.list({ limit: 100 })) moved.push(net)
  const { available, pending } = await stripe.balance.retrieve()
  assert.equal(sum(moved), sum(amountsOf([...available, ...pending])))
}

async function checkStories(life: Life, invoices: readonly Invoice[]): Promise<void> {
  const { platform, account, stripe } = life.world
  const rows = platform.parts.store.all<{ body: string; object_id: string }>(
    'select body, object_id from events where account = ? order by seq',
    account.account.id,
  )
  const events = rows.map(({ body, object_id }): Changed => ({ ...JSON.parse(body), object_id }))
  const told = Map.groupBy(events, ({ object_id }) => object_id)
  checkStory(told.get(life.id) ?? [], await stripe.subscriptions.retrieve(life.id))
  for (const invoice of invoices) checkStory(told.get(invoice.id) ?? [], invoice)
}

/**
 * Replayed in order, each change begins where the one before it ended: what it says was different was
 * that, and all else is as it was. The last is what there is.
 */
function checkStory(events: readonly Changed[], last: object): void {
  const [first, ...changes] = changesIn(events)
  let before = first?.after ?? {}
  for (const { type, previous, after } of changes) {
    for (const name of Object.keys(after)) {
      const was = Object.hasOwn(previous, name) ? Reflect.get(previous, name) : undefined
      const isPlain = typeof was !== 'object' || was === null || Array.isArray(was)
      if (!Object.hasOwn(previous, name)) {
        assert.deepEqual(Reflect.get(after, name), Reflect.get(before, name), `${type} ${name}`)
      } else if (isPlain) assert.deepEqual(was, Reflect.get(before, name), `${type} ${name} was`)
    }
    before = after
  }
  assert.deepEqual(before, JSON.parse(JSON.stringify(last)))
}

interface Change {
  readonly type: string
  readonly previous: object
  readonly after: object
}

/** One change may have several events; those say the same, each in its own word. */
function changesIn(events: readonly Changed[]): readonly Change[] {
  const all = events.map(({ type, data }) => ({
    text: JSON.stringify(data),
    change: { type, previous: data.previous_attributes ?? {}, after: { ...data.object } },
  }))
  const types = Map.groupBy(all, ({ text }) => text)
  for (const same of types.values()) {
    const words = same.map(({ change: { type } }) => type)
    assert.equal(new Set(words).size, words.length, `told twice: ${words.join(', ')}`)
  }
  return all.filter(({ text }, index) => text !== all[index - 1]?.text).map(({ change }) => change)
}
