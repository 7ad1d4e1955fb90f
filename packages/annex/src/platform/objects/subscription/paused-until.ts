/** A pause that ends by itself, as customers choose it in the portal. */
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { lifecycle } from './lifecycle.js'
import { resume } from './pause.js'

/** Set aside under the subscription's id, which shows nothing of it. */
interface Aside {
  readonly paused_until: number | null
}

export function pauseUntil(id: string, at: number, work: UnitOfWork): void {
  work.setAside<Aside>(id, { paused_until: at })
  work.later(at, 'resume_paused', id)
}

/** Null for a pause without an end. */
export function pausedUntil(id: string, work: UnitOfWork): number | null {
  return work.aside<Aside>(id).paused_until ?? null
}

/** `customer.subscription.resumed`: a later pause is another one. */
export function forgetPause(id: string, work: UnitOfWork): void {
  if (pausedUntil(id, work) !== null) work.setAside<Aside>(id, { paused_until: null })
}

export const resumePaused: DueTask = (id, work) => {
  const until = pausedUntil(id, work)
  const subscription = work.find('subscription', id)
  if (!subscription || until === null || until > work.now) return
  if (mayRun(lifecycle, 'resume', subscription)) resume(subscription, {}, work)
}
