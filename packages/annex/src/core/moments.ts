/** Moments as people write them: a time, or a span from another. */

/** Unix seconds of an ISO 8601 time; undefined when it isn't one. Without a zone it is UTC. */
export function momentOf(text: string): number | undefined {
  const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text) ? `${text}Z` : text
  const atMs = /^\d{4}-\d\d-\d\d/.test(zoned) ? Date.parse(zoned) : Number.NaN
  return Number.isNaN(atMs) ? undefined : Math.floor(atMs / 1000)
}

const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const

/** `1 day`, `2 weeks`, `3 months` after `from` (Unix seconds); undefined when it isn't a span. */
export function laterBy(span: string, from: number): number | undefined {
  const match = /^(\d{1,6}) (second|minute|hour|day|week|month|year)s?$/.exec(span.trim())
  const count = Number(match?.[1])
  const unit = match?.[2]
  if (!unit) return undefined
  const at = afterwards(from, count, unit)
  return at <= LAST_SECOND ? at : undefined
}

/** The end of the year 9999; years with five digits have no ISO time of four. */
const LAST_SECOND = 253_402_300_799

function afterwards(from: number, count: number, unit: string): number {
  if (unit === 'month') return addMonths(from, count)
  if (unit === 'year') return addMonths(from, count * 12)
  return from + count * SECONDS[unit as keyof typeof SECONDS]
}

/** The same day of a later month, or its last where there is no such day. */
function addMonths(from: number, months: number): number {
  const date = new Date(from * 1000)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0)
  date.setUTCDate(Math.min(day, date.getUTCDate()))
  return Math.floor(date.getTime() / 1000)
}
