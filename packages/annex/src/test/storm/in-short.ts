/** What a storm left, as people read it. */
import type { Difference, Row } from '../stories/mirror-compare.js'

/** Only the fields that differ. */
export function inShort({ kind, id, platform, mirror }: Difference): string {
  const row = mirror as Row | undefined
  const [there, here] = [Object(platform ?? {}), Object(row?.body ?? {})]
  const names = Object.keys({ ...there, ...here }).filter(
    (name) => JSON.stringify(there[name]) !== JSON.stringify(here[name]),
  )
  const told = names.map(
    (name) => `${name}: ${JSON.stringify(there[name])} there, ${JSON.stringify(here[name])} here`,
  )
  const state = row === undefined ? 'no row' : row.deleted ? 'a tombstone' : 'a row'
  return `${kind} ${id}, ${state}: ${told.join('; ').slice(0, 400)}`
}
