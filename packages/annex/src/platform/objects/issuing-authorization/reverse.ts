/** `…/reverse`: the merchant gives back what it held, all of it or a part. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { ReverseParams } from '../issuing-transaction/params.js'
import { checkAtLeast } from '../amounts.js'
import { held } from '../issuing-transaction/merchant-amount.js'
import { notApproved, tooMuchToReverse } from './refusals.js'

type Authorization = Stripe.Issuing.Authorization

export function reverse(
  authorization: Authorization,
  params: ReverseParams,
  work: UnitOfWork,
): Authorization {
  if (!authorization.approved) throw notApproved('reverse', authorization)
  checkAtLeast(1, params.reverse_amount, 'reverse_amount')
  const { reverse_amount = authorization.amount } = params
  if (reverse_amount > authorization.amount) throw tooMuchToReverse(authorization)
  const amount = authorization.amount - reverse_amount
  return work.update('issuing.authorization', authorization.id, {
    ...held(amount, authorization),
    ...(amount === 0 && { status: 'reversed' }),
  })
}
