/** What can be wrong with disputing a transaction of an issued card. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

type Transaction = Stripe.Issuing.Transaction

export function onlyCapturesDisputed({ id }: Transaction): Refusal {
  return invalidRequest(`The transaction ${id} is a refund: only captures can be disputed.`, {
    param: 'transaction',
  })
}

export function alreadyDisputed({ id }: Transaction): Refusal {
  return invalidRequest(`The transaction ${id} is disputed already.`, { param: 'transaction' })
}

export function amountAboveTransaction({ amount, currency }: Transaction): Refusal {
  return invalidRequest(
    `At most the whole transaction can be disputed: ${formatMoney(-amount, currency)}.`,
    { param: 'amount' },
  )
}

/** Stripe asks for more, reason by reason; this is what all reasons have in common. */
export function explanationMissing({ evidence: { reason } }: Stripe.Issuing.Dispute): Refusal {
  return invalidRequest(
    `A dispute can only be submitted with evidence for its reason: evidence[${reason}][explanation] is missing.`,
    { param: `evidence[${reason}][explanation]` },
  )
}

export function settled({ id, status }: Stripe.Issuing.Dispute): Refusal {
  return invalidRequest(
    `The dispute ${id} cannot be changed any more because it has a status of ${status}.`,
  )
}
