/** From parameters to phases: what each sells, how it is billed, from when until when. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { rhythmOf } from '../subscription/items.js'
import { inherited } from '../customer/discount.js'
import { ratesGiven } from '../tax-rate/given.js'
import { discountsPlanned } from './discounts.js'
import { datesOf, type Place } from './phase-dates.js'
import { billedOnce, itemsOf, texts, type Buyer } from './phase-items.js'
import { daysMissing, tooManyPhases, trialHasAnchor, trialOutside } from './refusals.js'
import { invoiceSettings, transferData } from './settings.js'
import { thresholdsGiven } from '../subscription/thresholds.js'

type Phase = Stripe.SubscriptionSchedule.Phase
type PhaseParams = Stripe.SubscriptionScheduleUpdateParams.Phase

const MOST_PHASES = 10

export interface PhasesPlace extends Buyer {
  /** When the first of them begins. */
  readonly start: number
  /** What the subscription's periods are counted from, once there is one. */
  readonly anchor?: number
  readonly defaults: Stripe.SubscriptionSchedule.DefaultSettings
}

export function phasesGiven(
  given: readonly PhaseParams[],
  { start, anchor = start, defaults, ...buyer }: PhasesPlace,
  work: UnitOfWork,
): Phase[] {
  if (given.length > MOST_PHASES) throw tooManyPhases(MOST_PHASES)
  const phases: Phase[] = []
  for (const [index, one] of given.entries()) {
    const before = phases.at(-1)
    const place = {
      start: before?.end_date ?? start,
      anchor: before?.trial_end ?? anchor,
      now: work.now,
    }
    const known = { ...buyer, currency: before?.currency ?? buyer.currency }
    phases.push(phaseGiven(one, { place, buyer: known, defaults }, work, `phases[${index}]`))
  }
  return phases
}

interface Around {
  readonly place: Omit<Place, 'usual'>
  readonly buyer: Buyer
  readonly defaults: PhasesPlace['defaults']
}

function phaseGiven(
  given: PhaseParams,
  { place, buyer, defaults }: Around,
  work: UnitOfWork,
  param: string,
): Phase {
  const { currency: own = buyer.currency } = given
  const { items, currency, price } = itemsOf(given.items, { ...buyer, currency: own }, work, param)
  const { start, end } = datesOf(given, { ...place, usual: rhythmOf({ price }) }, param)
  checkBilling(given, defaults, param)
  const sold = { customer: buyer.customer, currency }
  const redemption = { ...sold, on: {} }
  return {
    add_invoice_items: billedOnce(given.add_invoice_items, sold, work, param),
    application_fee_percent: given.application_fee_percent ?? null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: given.billing_cycle_anchor ?? null,
    billing_thresholds: thresholdsGiven(given.billing_thresholds, `${param}[billing_thresholds]`),
    collection_method: given.collection_method ?? null,
    currency,
    default_payment_method: given.default_payment_method ?? null,
    default_tax_rates: ratesGiven(given.default_tax_rates, work, `${param}[default_tax_rates]`),
    description: given.description || null,
    discounts: discountsPlanned(
      given.discounts === undefined ? inheritedBy(buyer.customer, work) : given.discounts,
      redemption,
      work,
      `${param}[discounts]`,
    ),
    end_date: end,
    invoice_settings: given.invoice_settings ? invoiceSettings(given.invoice_settings) : null,
    items,
    metadata: texts(given.metadata),
    on_behalf_of: given.on_behalf_of ?? null,
    proration_behavior: given.proration_behavior ?? 'create_prorations',
    start_date: start,
    transfer_data: transferData(given.transfer_data),
    trial_end: trialEndOf(given, { start, end }, work.now, param),
  }
}

/** Where a phase doesn't speak of discounts, the customer's own holds. */
function inheritedBy(customer: string, work: UnitOfWork) {
  return inherited(work.get('customer', customer)).map((discount) => ({ discount }))
}

function trialEndOf(
  { trial, trial_end, billing_cycle_anchor }: PhaseParams,
  { start, end }: { start: number; end: number },
  now: number,
  param: string,
): number | null {
  const at = trial_end === 'now' ? now : trial_end
  if (at === undefined && !trial) return null
  if (billing_cycle_anchor === 'phase_start') throw trialHasAnchor(param)
  if (trial && at !== undefined && at !== end) throw trialOutside(param)
  if (at !== undefined && (at <= start || at > end)) throw trialOutside(param)
  return at ?? end
}

function checkBilling(
  { collection_method, invoice_settings }: PhaseParams,
  defaults: PhasesPlace['defaults'],
  param: string,
): void {
  const method = collection_method ?? defaults.collection_method
  const days = invoice_settings?.days_until_due ?? defaults.invoice_settings.days_until_due
  if (method === 'send_invoice' && days === null) throw daysMissing(param)
}
