/** What a refund takes along when asked to: the transfer of a charge, and the fee that was taken. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { feeShare, refundFee } from '../application-fee/refund.js'
import { idOf, idOrNull } from '../reference.js'
import { reverseTransfer, transferShare } from '../transfer/reverse.js'

type Params = Pick<Stripe.RefundCreateParams, 'reverse_transfer' | 'refund_application_fee'>

interface Going {
  readonly refund: string
  readonly charge: Stripe.Charge
  readonly amount: number
}

/** @returns the id of the transfer reversal, if there was one */
export function takeAlong(going: Going, params: Params, work: UnitOfWork): string | null {
  const reversal = params.reverse_transfer ? reverse(going, work) : null
  if (params.refund_application_fee) giveFeeBack(going, work)
  return reversal
}

function reverse({ refund, charge, amount }: Going, work: UnitOfWork): string | null {
  const id = idOrNull(charge.transfer)
  if (id === null) return null
  const transfer = work.get('transfer', id)
  const part = transferShare(transfer, amount, charge)
  return part === 0 ? null : reverseTransfer(transfer, { amount: part, refund }, work).id
}

function giveFeeBack({ charge, amount }: Going, work: UnitOfWork): void {
  const id = idOrNull(charge.application_fee)
  if (id === null) return
  const platform = platformOf(charge, work)
  const fee = platform.get('application_fee', id)
  const part = feeShare(fee, amount, charge)
  if (part > 0) refundFee(fee, { amount: part }, platform)
}

// The fee of a charge that was passed on lies here; that of a direct charge with the application.
function platformOf(charge: Stripe.Charge, work: UnitOfWork): UnitOfWork {
  if (charge.transfer_data !== null || charge.application === null) return work
  const account = work.ownerOf(idOf(charge.application)) ?? work.caller.account
  return work.on({ account, livemode: work.caller.livemode })
}
