/** Times as the second API writes them. */

/** @param at Unix seconds */
export function timeText(at: number): string {
  return new Date(at * 1000).toISOString()
}
