/** Somebody follows the link back to what they didn't buy in time (`recovery.ts`). */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { idOrNull } from '../reference.js'
import { checkedTotals } from './amounts.js'
import { stillValid } from './discounts.js'
import { planEnd } from './expire.js'
import { kept, type Aside, type Kept, type Session } from './kept.js'
import { notRecoverable } from './refusals.js'

/**
 * Another session with the same offer, for whoever follows the link. A coupon that ran out meanwhile
 * is left out; what the payer had put in or answered is asked anew.
 * @throws Refusal when the link is no more
 */
export function recover(expired: Kept, work: UnitOfWork): Session {
  const recovery = expired.after_expiration?.recovery
  const isOver = (recovery?.expires_at ?? 0) <= work.now
  if (expired.status !== 'expired' || !recovery || isOver) throw notRecoverable()
  const { kept: aside, ...shown } = expired
  const id = work.newId('checkout.session')
  const lines = aside.lines.filter(({ optional }) => !optional)
  const offered = {
    ...aside,
    ...{ intent: null, lines: lines.map((line) => ({ ...line, id: work.newId('item') })) },
  }
  work.setAside<Aside>(id, offered)
  const discounts = recovery.allow_promotion_codes ? [] : stillValid(expired, work)
  // One that the session itself had made stays with it.
  const customer = expired.customer_creation === null ? idOrNull(expired.customer) : null
  const made = work.insert('checkout.session', {
    ...shown,
    ...blankAnswers(expired),
    id,
    after_expiration: null,
    allow_promotion_codes: recovery.allow_promotion_codes || expired.allow_promotion_codes,
    created: work.now,
    customer,
    discounts,
    expires_at: work.now + DAY_SECONDS,
    recovered_from: expired.id,
    status: 'open',
    url: `${work.baseUrl}/c/pay/${id}`,
    ...(expired.mode === 'setup'
      ? {}
      : checkedTotals({ ...expired, discounts, kept: offered }, work)),
  })
  return planEnd(kept(made, work), work)
}

/** What payers had said, and what came of it. */
function blankAnswers(session: Session): Partial<Session> {
  return {
    ...{ collected_information: null, consent: null, customer_details: null },
    ...{ invoice: null, payment_intent: null, setup_intent: null, subscription: null },
    custom_fields: session.custom_fields.map((field) => ({
      ...field,
      ...(field.dropdown && { dropdown: { ...field.dropdown, value: null } }),
      ...(field.numeric && { numeric: { ...field.numeric, value: null } }),
      ...(field.text && { text: { ...field.text, value: null } }),
    })),
  }
}
