/** Another offer in an open session: other lines, another discount, other terms of what comes of it. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkedTotals } from './amounts.js'
import { giveUp } from './expire.js'
import { checkSharing } from './sharing.js'
import { change, remember, type Aside, type Kept, type Session } from './kept.js'

type Shown = Pick<Session, 'discounts' | 'shipping_cost' | 'shipping_options'>
type Offer = Partial<Shown & Pick<Aside, 'lines' | 'terms'>>

/** Whatever an earlier try has begun was about what was offered before. */
export function offerAnew(session: Kept, offer: Offer, work: UnitOfWork): Kept {
  giveUp(session, work)
  const { discounts, shipping_cost, shipping_options, ...others } = offer
  const shown: Partial<Session> = {
    ...(discounts !== undefined && { discounts }),
    ...(shipping_cost !== undefined && { shipping_cost }),
    ...(shipping_options && { shipping_options }),
  }
  const aside = { ...others, intent: null }
  const offered = { ...session, ...shown, kept: { ...session.kept, ...aside } }
  const begun = { payment_intent: null, subscription: null, invoice: null }
  const sums = checkedTotals(offered, work)
  checkSharing(offered.kept.terms, sums.amount_total, work)
  change(session, { ...shown, ...sums, ...begun }, work)
  return remember(session, aside, work)
}
