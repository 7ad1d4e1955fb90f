/** `…/increment`: the merchant asks for more, as hotels do. The card's limits hold for it too. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { IncrementParams } from '../issuing-transaction/params.js'
import { answered } from './answer.js'
import { declinedBy } from './decide.js'
import { checkAtLeast } from '../amounts.js'
import { held } from '../issuing-transaction/merchant-amount.js'
import { notApproved } from './refusals.js'

type Authorization = Stripe.Issuing.Authorization

export function increment(
  authorization: Authorization,
  { increment_amount }: IncrementParams,
  work: UnitOfWork,
): Authorization {
  if (!authorization.approved) throw notApproved('increment', authorization)
  checkAtLeast(1, increment_amount, 'increment_amount')
  const more = held(increment_amount, authorization)
  const card = work.find('issuing.card', authorization.card.id) ?? authorization.card
  const reason = declinedBy({ ...authorization, card, ...more }, work)
  if (reason !== undefined) {
    const { request_history } = answered(
      { ...authorization, ...more },
      { approved: false, reason },
      work,
    )
    return work.update('issuing.authorization', authorization.id, {
      ...(request_history && { request_history }),
    })
  }
  const amount = authorization.amount + more.amount
  const merchant_amount = authorization.merchant_amount + more.merchant_amount
  const after = { ...authorization, amount, merchant_amount }
  return work.update('issuing.authorization', authorization.id, {
    ...{ amount, merchant_amount },
    ...answered(after, { approved: true, reason: 'card_active' }, work),
  })
}
