/** `…/reverse`: the merchant gives back what it held, all of it or a part. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { ReverseParams } from '../issuing-transaction/params.js'
import { notApproved, tooMuchToReverse } from './refusals.js'

type Authorization = Stripe.Issuing.Authorization

export function reverse(
  authorization: Authorization,
  { reverse_amount = authorization.amount }: ReverseParams,
  work: UnitOfWork,
): Authorization {
  if (!authorization.approved) throw notApproved('reverse', authorization)
  if (reverse_amount > authorization.amount) throw tooMuchToReverse(authorization)
  const amount = authorization.amount - reverse_amount
  return work.update('issuing.authorization', authorization.id, {
    ...{ amount, merchant_amount: amount },
    ...(amount === 0 && { status: 'reversed' }),
  })
}
