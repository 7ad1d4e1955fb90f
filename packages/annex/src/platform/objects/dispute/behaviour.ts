/** Disputes: opened by a payer's bank, answered with evidence, closed by the bank. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import { close } from './decide.js'
import { lifecycle } from './lifecycle.js'
import { alreadyClosed } from './refusals.js'
import { answer, answers } from './submit.js'

type Params = Stripe.DisputeUpdateParams

export const dispute: Behaviour<'dispute'> = {
  kind: 'dispute',
  lifecycle,
  check(params: Params, _work, before) {
    if (before && answers(params) && !mayRun(lifecycle, 'submit', before))
      throw alreadyClosed(before)
  },
  changes: (params: Params, before, work) => (answers(params) ? answer(params, before, work) : {}),
  verbs: { close },
}
