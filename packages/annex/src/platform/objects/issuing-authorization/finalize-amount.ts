/** `…/finalize_amount`: what a fuel pump gave out, after an authorization of an estimate. */
import type Stripe from 'stripe'
import { given } from '../../engine/given.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { FinalizeAmountParams } from '../issuing-transaction/params.js'
import { notApproved } from './refusals.js'

type Authorization = Stripe.Issuing.Authorization

export function finalizeAmount(
  authorization: Authorization,
  params: FinalizeAmountParams,
  work: UnitOfWork,
): Authorization {
  if (!authorization.approved) throw notApproved('finalize', authorization)
  const { final_amount: amount, fleet, fuel } = params
  const said = { ...(fleet && { fleet }), ...(fuel && { fuel }) }
  return work.update('issuing.authorization', authorization.id, {
    ...{ amount, merchant_amount: amount },
    ...given('issuing.authorization', said),
  })
}
