/** When money that came in may be paid out. */

const DAY = 86_400

/**
 * Midnight UTC, `businessDays` after the day of `created` (Unix seconds); two in the US. Saturdays
 * and Sundays don't count; bank holidays do, since they differ by country.
 */
export function availableOn(created: number, businessDays = 2): number {
  let day = Math.floor(created / DAY) * DAY
  for (let left = businessDays; left > 0;) {
    day += DAY
    if (!isWeekend(day)) left--
  }
  return day
}

function isWeekend(day: number): boolean {
  const weekday = new Date(day * 1000).getUTCDay()
  return weekday === 0 || weekday === 6
}
