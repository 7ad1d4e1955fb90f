/** Writes a movement of money into the account's balance. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { availableOn } from './available-on.js'
import { delayDaysOf } from './delay-days.js'

export interface Movement {
  readonly id: string
  readonly type: Stripe.BalanceTransaction.Type
  readonly reporting_category: string
  /** Negative when it leaves the balance. */
  readonly amount: number
  readonly currency: string
  /** Kept by Stripe out of it; 0 when left out. */
  readonly fee?: number
  /** The charge, refund or dispute that moved it. */
  readonly source: string
  readonly description?: string | null
  /** Whether it can be paid out now rather than in two business days. */
  readonly atOnce?: boolean
  /** When it becomes available, where neither of the two is right (Unix seconds). */
  readonly availableOn?: number
  /** Which part of the balance it moves; `card` when left out. */
  readonly source_type?: string
  /** What others than Stripe keep out of it, beside `fee`. */
  readonly applicationFee?: { readonly amount: number; readonly application: string }
}

/** Balance transactions never change and have no events; `balance.available` tells of them later. */
export function record(movement: Movement, work: UnitOfWork): Stripe.BalanceTransaction {
  const { amount, currency } = movement
  const fee_details = feesOf(movement)
  const fee = fee_details.reduce((sum, detail) => sum + detail.amount, 0)
  const available_on = availabilityOf(movement, work)
  if (amount > 0 && (available_on > work.now || isPayment(movement))) {
    announceWhenAvailable(Math.max(available_on, work.now), work)
  }
  keepInBalance(movement, { available_on, net: amount - fee }, work)
  return work.insert('balance_transaction', {
    id: movement.id,
    object: 'balance_transaction',
    amount,
    available_on,
    balance_type: 'payments',
    created: work.now,
    currency,
    description: movement.description ?? null,
    exchange_rate: null,
    fee,
    fee_details,
    net: amount - fee,
    reporting_category: movement.reporting_category,
    source: movement.source,
    status: 'pending',
    type: movement.type,
  })
}

// Other money that is there at once was moved by the account itself, which knows of it.
function isPayment({ type }: Movement): boolean {
  return type === 'charge' || type === 'payment'
}

function availabilityOf({ atOnce, availableOn: given }: Movement, work: UnitOfWork): number {
  return given ?? (atOnce ? work.now : availableOn(work.now, delayDaysOf(work)))
}

function keepInBalance(
  { currency, source_type = 'card' }: Movement,
  { available_on, net }: { available_on: number; net: number },
  work: UnitOfWork,
): void {
  const from = available_on <= work.now ? 0 : available_on
  work.addFunds({ currency, source_type, available_on: from, net })
}

// At most one announcement a day: all of a day's money becomes available at the same midnight.
function announceWhenAvailable(at: number, work: UnitOfWork): void {
  work.later(at, 'announce_available_balance', `balance-${at}`)
}

function feesOf(movement: Movement): Stripe.BalanceTransaction.FeeDetail[] {
  const { currency, fee = 0, applicationFee } = movement
  const fees: Stripe.BalanceTransaction.FeeDetail[] = []
  if (applicationFee) {
    const { amount, application } = applicationFee
    const words = { description: 'application fee', type: 'application_fee' }
    fees.push({ amount, application, currency, ...words })
  }
  if (fee !== 0) {
    const words = { description: 'Stripe processing fees', type: 'stripe_fee' }
    fees.push({ amount: fee, application: null, currency, ...words })
  }
  return fees
}
