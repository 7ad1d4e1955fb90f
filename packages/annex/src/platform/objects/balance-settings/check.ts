/** What an account's payout schedule may say, wherever it is said. */
import { checkWithin } from '../amounts.js'

/** @param days how long money is held; a word, or emptied, is the least there is */
export function checkDelayDays(days: unknown, param: string): void {
  checkWithin([1, 31], typeof days === 'number' ? days : undefined, param)
}

/** @param days of the month; those that a month doesn't have are its last */
export function checkPayoutDays(days: unknown, param: string): void {
  if (!Array.isArray(days)) return
  for (const [index, day] of days.entries()) {
    checkWithin([1, 31], typeof day === 'number' ? day : undefined, `${param}[${index}]`)
  }
}
