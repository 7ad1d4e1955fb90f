/** A new quote, and what an update changes of one. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { customerOf } from '../customer/of.js'
import { metadataFrom } from '../metadata.js'
import { idOf, idOrNull } from '../reference.js'
import { sumsOf } from './amounts.js'
import { discountsOffered } from './discounts.js'
import { isRecurring, type Kept, type Quote } from './kept.js'
import { linesGiven } from './lines.js'
import { customerIsFixed, feeMismatch, notEditable, tooManyOnClock } from './refusals.js'
import { termsGiven } from './terms.js'

type CreateParams = Stripe.QuoteCreateParams
type UpdateParams = Stripe.QuoteUpdateParams

const LIVES_SECONDS = 30 * DAY_SECONDS
const MOST_ON_CLOCK = 10

export function quoteGiven(params: CreateParams, work: UnitOfWork): Kept {
  const blank = blankQuote(work)
  const customer = params.customer === undefined ? null : customerOf(params.customer, work)
  const test_clock = params.test_clock ?? idOrNull(customer?.test_clock)
  if (test_clock !== null) checkRoom(test_clock, work)
  const { test_clock: _, from_quote: __, ...changes } = params
  return {
    ...blank,
    test_clock,
    metadata: metadataFrom(params.metadata),
    ...after(changes, blank, work),
  }
}

function checkRoom(test_clock: string, work: UnitOfWork): void {
  const there = work.list('quote', { test_clock })
  if (there.length >= MOST_ON_CLOCK) throw tooManyOnClock(MOST_ON_CLOCK)
}

export function blankQuote(work: UnitOfWork): Kept {
  return {
    id: work.newId('quote'),
    object: 'quote',
    amount_subtotal: 0,
    amount_total: 0,
    application: work.caller.application,
    application_fee_amount: null,
    application_fee_percent: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    collection_method: 'charge_automatically',
    computed: { recurring: null, upfront: { ...NOTHING } },
    created: work.now,
    currency: null,
    customer: null,
    customer_account: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    expires_at: work.now + LIVES_SECONDS,
    footer: null,
    from_quote: null,
    header: null,
    invoice: null,
    invoice_settings: {
      ...{ custom_fields: null, days_until_due: null, description: null, footer: null },
      issuer: { type: 'self' },
    },
    lines: [],
    livemode: work.caller.livemode,
    metadata: {},
    number: null,
    on_behalf_of: null,
    status: 'draft',
    status_transitions: { accepted_at: null, canceled_at: null, finalized_at: null },
    subscription: null,
    subscription_data: {
      billing_mode: { type: 'flexible' },
      ...{ description: null, effective_date: null, metadata: {}, trial_period_days: null },
    },
    subscription_schedule: null,
    test_clock: null,
    total_details: NOTHING.total_details,
    transfer_data: null,
  }
}

const NOTHING = {
  ...{ amount_subtotal: 0, amount_total: 0 },
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
}

/** What an update changes: all of a draft, of an open quote only when it expires. */
export function changes(params: UpdateParams, before: Kept, work: UnitOfWork): Partial<Kept> {
  const open = ['expires_at', 'expand']
  const other = Object.keys(params).find((name) => !open.includes(name))
  if (before.status === 'open' && other !== undefined) throw notEditable(before, other)
  if (before.status !== 'open' && before.status !== 'draft') {
    throw notEditable(before, Object.keys(params)[0] ?? 'id')
  }
  const changed = after(params, before, work)
  const { expires_at } = changed
  if (expires_at !== undefined) work.later(expires_at, 'expire_quote', before.id)
  return changed
}

function after(params: UpdateParams, before: Kept, work: UnitOfWork): Partial<Kept> {
  const customer = customerAfter(params, before, work)
  const terms = termsGiven(params, before, work)
  const { line_items, discounts } = params
  const known = { customer: customer ?? '', before: before.lines }
  const { lines, currency } = line_items ? linesGiven(line_items, known, work) : before
  const offer = { customer: customer ?? '', currency: currency ?? '' }
  if (discounts && discounts.length > 0 && currency === null) throw parameterMissing('line_items')
  const offered =
    discounts === undefined
      ? before.discounts
      : discountsOffered(discounts, offer, work, 'discounts')
  const whole: Kept = { ...before, ...terms, customer, lines, currency, discounts: offered }
  checkFees(whole, work)
  const { metadata: _, ...others } = terms
  return { ...others, customer, lines, currency, discounts: offered, ...sumsOf(whole, work) }
}

function customerAfter({ customer }: UpdateParams, before: Quote, work: UnitOfWork): string | null {
  const known = idOrNull(before.customer)
  if (customer === undefined || customer === known) return known
  if (known !== null) throw customerIsFixed()
  return idOf(customerOf(customer, work))
}

function checkFees(quote: Kept, work: UnitOfWork): void {
  if (quote.lines.length === 0) return
  const recurring = quote.lines.some((line) => isRecurring(line, work))
  if (quote.application_fee_percent !== null && !recurring) {
    throw feeMismatch('application_fee_percent', true)
  }
  if (quote.application_fee_amount !== null && recurring) {
    throw feeMismatch('application_fee_amount', false)
  }
}
