/** Whether what comes of a session may be shared as its terms say: asked before anybody pays. */
import { Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkTerms } from '../application-fee/terms.js'
import { sharingAfter } from '../subscription/sharing.js'
import type { Session, Terms } from './kept.js'

export function checkSharing(
  { payment_intent_data, subscription_data }: Terms,
  amount: Session['amount_total'],
  work: UnitOfWork,
): void {
  if (payment_intent_data) {
    const terms = { ...payment_intent_data, amount: amount ?? 0 }
    within('payment_intent_data', () => checkTerms(terms, work))
  }
  if (subscription_data) {
    within('subscription_data', () => sharingAfter(subscription_data, undefined, work))
  }
}

/** What is wrong stands further in: `payment_intent_data[transfer_data][destination]`. */
function within(name: string, check: () => unknown): void {
  try {
    check()
  } catch (error) {
    if (!(error instanceof Refusal) || error.param === undefined) throw error
    throw error.with({ param: error.param.replace(/^[^[]+/, `${name}[$&]`) })
  }
}
