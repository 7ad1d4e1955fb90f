/** Takes passed-on money back, in one piece or several. */
import type Stripe from 'stripe'
import { integerTooSmall } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { record } from '../balance-transaction/record.js'
import { metadataFrom } from '../metadata.js'
import { idOf } from '../reference.js'
import { giveFeeBack } from './fee.js'
import { giveUp } from './give-up.js'
import { alreadyReversed, connectedFundsInsufficient, reversalTooLarge } from './refusals.js'

type Transfer = Stripe.Transfer
type Params = Pick<
  Stripe.TransferCreateReversalParams,
  'amount' | 'metadata' | 'refund_application_fee'
>

/** @param refund the refund of the original charge that takes the transfer along, if one does */
export function reverseTransfer(
  transfer: Transfer,
  params: Params & { readonly refund?: string },
  work: UnitOfWork,
): Stripe.TransferReversal {
  const left = transfer.amount - transfer.amount_reversed
  const { amount = left } = params
  if (left === 0) throw alreadyReversed(transfer)
  if (amount < 1) throw integerTooSmall('amount', 1)
  if (amount > left) throw reversalTooLarge(amount, left, transfer.currency)
  // The fee first: what comes back can be taken.
  if (params.refund_application_fee) giveFeeBack(transfer, amount, work)
  if (amount > fundsOf(transfer, work)) throw connectedFundsInsufficient()
  const reversal = keep(transfer, amount, params, work)
  const amount_reversed = transfer.amount_reversed + amount
  work.update('transfer', transfer.id, { amount_reversed, reversed: amount === left })
  return reversal
}

/** The part of the transfer that belongs to `amount` of its charge: the last part takes what is left. */
export function transferShare(transfer: Transfer, amount: number, charge: Stripe.Charge): number {
  const left = transfer.amount - transfer.amount_reversed
  const isLast = charge.amount_refunded + amount === charge.amount
  return isLast ? left : Math.min(left, Math.round((transfer.amount * amount) / charge.amount))
}

function keep(
  transfer: Transfer,
  amount: number,
  params: Params & { readonly refund?: string },
  work: UnitOfWork,
): Stripe.TransferReversal {
  const id = work.newId('transfer_reversal')
  return work.insert('transfer_reversal', {
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: takeBack(id, transfer, amount, work),
    created: work.now,
    currency: transfer.currency,
    destination_payment_refund: giveUp(transfer, amount, id, work),
    metadata: metadataFrom(params.metadata),
    source_refund: params.refund ?? null,
    transfer: transfer.id,
  })
}

// Pending money counts: it is the very money that is taken back.
function fundsOf(transfer: Transfer, work: UnitOfWork): number {
  const account = idOf(transfer.destination ?? '')
  return work
    .on({ account, livemode: work.caller.livemode })
    .funds()
    .filter((row) => row.currency === transfer.currency)
    .reduce((sum, row) => sum + row.net, 0)
}

function takeBack(source: string, transfer: Transfer, amount: number, work: UnitOfWork): string {
  const movement = {
    id: work.newId('balance_transaction'),
    type: 'transfer_refund',
    reporting_category: 'transfer_reversal',
    amount,
    currency: transfer.currency,
    source,
    source_type: transfer.source_type ?? 'card',
    description: `REFUND FOR TRANSFER (${transfer.id})`,
    atOnce: true,
  } as const
  return record(movement, work).id
}
