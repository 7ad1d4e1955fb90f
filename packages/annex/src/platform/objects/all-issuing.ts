/** The part of `all.ts` that issues cards. */
import type { Behaviour, DueTask } from '../engine/behaviour.js'
import { issuingAuthorization } from './issuing-authorization/behaviour.js'
import { declineUnanswered } from './issuing-authorization/new-authorization.js'
import { issuingCard } from './issuing-card/behaviour.js'
import { issuingDispute } from './issuing-dispute/behaviour.js'
import { expireIssuingDispute } from './issuing-dispute/new-dispute.js'
import { decideIssuingDispute } from './issuing-dispute/submit.js'
import { issuingTransaction } from './issuing-transaction/behaviour.js'

export const issuingBehaviours: readonly Behaviour[] = [
  issuingAuthorization,
  issuingCard,
  issuingDispute,
  issuingTransaction,
]

export const issuingTasks: Readonly<Record<string, DueTask>> = {
  decide_issuing_dispute: decideIssuingDispute,
  decline_unanswered: declineUnanswered,
  expire_issuing_dispute: expireIssuingDispute,
}
