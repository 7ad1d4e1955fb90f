/** A payout as it is made: the money leaves the balance, and the bank gets it later. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { availableOn } from '../balance-transaction/available-on.js'
import { record } from '../balance-transaction/record.js'
import type { ExternalAccount } from '../external-account/choose.js'

/** Banks take a payout in once a minute; until then it can be canceled. */
const SENT_AFTER_SECONDS = 60
const INSTANT_SECONDS = 1800

export interface Order {
  /** Negative: money coming back from the bank. */
  readonly amount: number
  readonly currency: string
  readonly destination: ExternalAccount
  readonly automatic: boolean
  readonly method: string
  readonly source_type: string
  readonly more?: Partial<Stripe.Payout>
}

/** Everything about the payout that its order decides; its balance transaction is recorded. */
export function payoutOf(order: Order, work: UnitOfWork): Stripe.Payout {
  const { amount, currency, destination, automatic, method, source_type } = order
  const id = work.newId('payout')
  const arrival_date = method === 'instant' ? work.now + INSTANT_SECONDS : availableOn(work.now, 1)
  return {
    id,
    object: 'payout',
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date,
    automatic,
    balance_transaction: take(order, id, arrival_date, work),
    created: work.now,
    currency,
    description: automatic ? 'STRIPE PAYOUT' : null,
    destination: destination.id,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: work.caller.livemode,
    metadata: {},
    method,
    original_payout: null,
    payout_method: null,
    reconciliation_status: automatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type,
    statement_descriptor: null,
    status: 'pending',
    trace_id: null,
    type: destination.object,
    ...order.more,
  }
}

/** What the bank does with it, in time. */
export function sendSoon(payout: Stripe.Payout, work: UnitOfWork): void {
  work.later(work.now + SENT_AFTER_SECONDS, 'send_payout', payout.id)
}

function take(order: Order, id: string, arrival: number, work: UnitOfWork): string {
  const movement = {
    id: work.newId('balance_transaction'),
    type: 'payout',
    reporting_category: 'payout',
    amount: -order.amount,
    currency: order.currency,
    source: id,
    source_type: order.source_type,
    description: order.automatic ? 'STRIPE PAYOUT' : (order.more?.description ?? null),
    // What comes back from a bank is there once the bank has sent it.
    availableOn: order.amount > 0 ? work.now : arrival,
  } as const
  return record(movement, work).id
}
