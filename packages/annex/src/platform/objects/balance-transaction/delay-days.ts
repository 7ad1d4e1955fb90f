/** For how many business days an account's money is held: what it settled on, or two. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export const USUAL_DAYS = 2

/** The newer balance settings count more than the schedule that an account's own settings have. */
export function delayDaysOf(work: UnitOfWork): number {
  const timing = work.find('balance_settings', 'self')?.payments.settlement_timing
  const schedule = work.find('account', work.caller.account)?.settings?.payouts?.schedule
  // None at all is what an emptied setting comes to: nobody is paid out on the same day.
  return timing?.delay_days_override || schedule?.delay_days || USUAL_DAYS
}
