/** `…/finalize_amount`: what a fuel pump gave out, after an authorization of an estimate. */
import type Stripe from 'stripe'
import { given } from '../../engine/given.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { FinalizeAmountParams } from '../issuing-transaction/params.js'
import { checkAtLeast } from '../amounts.js'
import { held } from '../issuing-transaction/merchant-amount.js'
import { notApproved } from './refusals.js'

type Authorization = Stripe.Issuing.Authorization

export function finalizeAmount(
  authorization: Authorization,
  params: FinalizeAmountParams,
  work: UnitOfWork,
): Authorization {
  if (!authorization.approved) throw notApproved('finalize', authorization)
  checkAtLeast(0, params.final_amount, 'final_amount')
  const { final_amount: amount, fleet, fuel } = params
  const said = { ...(fleet && { fleet }), ...(fuel && { fuel }) }
  return work.update('issuing.authorization', authorization.id, {
    ...held(amount, authorization),
    ...given('issuing.authorization', said),
  })
}
