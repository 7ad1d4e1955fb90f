/** Reasons of a shop's own that its customers may give for canceling, until it deactivates them. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

type FeedbackOption = Stripe.Billing.FeedbackOption

export const feedbackOption: Behaviour<'billing.feedback_option'> = {
  kind: 'billing.feedback_option',
  blanks: { status: 'active' },
  lifecycle: lifecycleOf<FeedbackOption>({
    verbs: { deactivate: { from: ['active'], to: ['inactive'] } },
  }),
  verbs: { deactivate },
}

/** For good: there is no way back. */
function deactivate(option: FeedbackOption, _params: unknown, work: UnitOfWork): FeedbackOption {
  const status_transitions = { deactivated_at: work.now }
  return work.update('billing.feedback_option', option.id, {
    ...{ status: 'inactive', status_transitions },
  })
}
