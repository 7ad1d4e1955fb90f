/**
 * Who gets a part of what an invoice brings: the application's fee, the account it is passed on to.
 * Invoices don't show it, so it is kept aside until the payment is asked for; the payment shows it.
 */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkTerms } from '../application-fee/terms.js'
import { decimal, fraction, rounded, times } from '../billing/fraction.js'
import { idOf, idOrNull } from '../reference.js'

interface Params {
  readonly application_fee_amount?: number
  readonly on_behalf_of?: Stripe.Emptyable<string>
  readonly transfer_data?: Stripe.Emptyable<{
    readonly amount?: number
    readonly destination: string
  }>
}

/** What was said of one invoice; null where its subscription's terms were taken away from it. */
interface Sharing {
  application_fee_amount: number
  transfer_data: { readonly amount?: number; readonly destination: string } | null
}

type Asked = Pick<Stripe.PaymentIntentCreateParams, 'application_fee_amount' | 'on_behalf_of'> & {
  readonly transfer_data?: NonNullable<Sharing['transfer_data']>
}

/** @throws Refusal naming what cannot be shared so */
export function keepSharing(invoice: string, params: Params, work: UnitOfWork): void {
  const { application_fee_amount, transfer_data, on_behalf_of } = params
  if ([application_fee_amount, transfer_data, on_behalf_of].every((one) => one === undefined)) {
    return
  }
  const before = work.aside<Sharing>(invoice)
  const after: Partial<Sharing> = {
    ...before,
    ...(application_fee_amount !== undefined && { application_fee_amount }),
    ...(transfer_data !== undefined && { transfer_data: transfer_data || null }),
  }
  checkTerms({ ...after, on_behalf_of: on_behalf_of || null, amount: Infinity }, work)
  work.setAside<Sharing>(invoice, after)
}

/** What the payment of `invoice`, which asks for money now, is shared like. */
export function sharingOf(invoice: Stripe.Invoice, work: UnitOfWork): Asked {
  const due = invoice.amount_remaining
  const own = work.aside<Sharing>(invoice.id)
  const ofSubscription = subscribed(invoice, work)
  const fee = own.application_fee_amount ?? ofSubscription.application_fee_amount
  const transfer =
    own.transfer_data === undefined ? ofSubscription.transfer_data : own.transfer_data
  const behalf = idOrNull(invoice.on_behalf_of)
  return {
    // Nobody knew what would be due when this was said.
    ...(fee && { application_fee_amount: Math.min(fee, due) }),
    ...(transfer && { transfer_data: atMost(transfer, due) }),
    ...(behalf !== null && { on_behalf_of: behalf }),
  }
}

function atMost({ amount, destination }: NonNullable<Sharing['transfer_data']>, due: number) {
  return { destination, ...(amount !== undefined && { amount: Math.min(amount, due) }) }
}

/** A subscription's terms are shares of whatever its invoices come to. */
function subscribed(invoice: Stripe.Invoice, work: UnitOfWork): Partial<Sharing> {
  const id = idOrNull(invoice.parent?.subscription_details?.subscription)
  const subscription = id === null ? undefined : work.find('subscription', id)
  const { application_fee_percent: fee = null, transfer_data: transfer = null } = subscription ?? {}
  const due = invoice.amount_remaining
  return {
    ...(fee !== null && { application_fee_amount: shareOf(due, fee) }),
    ...(transfer && {
      transfer_data: {
        destination: idOf(transfer.destination),
        ...(transfer.amount_percent !== null && { amount: shareOf(due, transfer.amount_percent) }),
      },
    }),
  }
}

function shareOf(due: number, percent: number): number {
  return rounded(times(fraction(due), times(decimal(percent), fraction(1, 100))))
}
