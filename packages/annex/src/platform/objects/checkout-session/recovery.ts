/** `after_expiration[recovery]`: a link back to what somebody didn't buy in time, good for 30 days. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import type { CreateParams, Session } from './kept.js'

const GOOD_FOR_SECONDS = 30 * DAY_SECONDS

export function recoveryAsked({ after_expiration }: CreateParams): Session['after_expiration'] {
  const { enabled = false, allow_promotion_codes = false } = after_expiration?.recovery ?? {}
  if (!enabled) return null
  return { recovery: { allow_promotion_codes, enabled, expires_at: null, url: null } }
}

/** The session's time is over: the link is there. */
export function recoveryOpened(
  { id, after_expiration }: Session,
  work: UnitOfWork,
): Pick<Session, 'after_expiration'> {
  const recovery = after_expiration?.recovery
  if (!recovery) return { after_expiration }
  const expires_at = work.now + GOOD_FOR_SECONDS
  return {
    after_expiration: {
      recovery: { ...recovery, expires_at, url: `${work.baseUrl}/c/recover/${id}` },
    },
  }
}
