/** How searches compare texts: functions that SQL calls, since SQLite folds the case of ASCII alone. */
import type { DatabaseSync } from 'node:sqlite'

export function addTextFunctions(database: DatabaseSync): void {
  const options = { deterministic: true }
  database.function('text_equal', options, (held, wanted) => compare(held, wanted, isEqual))
  database.function('text_part', options, (held, wanted) => compare(held, wanted, holdsPart))
  database.function('text_words', options, (held, wanted) => compare(held, wanted, holdsWords))
}

type Comparison = (held: string, wanted: string) => boolean

function compare(held: unknown, wanted: unknown, holds: Comparison): number | null {
  if (held === null || held === undefined) return null
  return holds(folded(held), folded(wanted)) ? 1 : 0
}

function folded(value: unknown): string {
  return String(value).normalize('NFKC').toLowerCase()
}

function isEqual(held: string, wanted: string): boolean {
  return held === wanted
}

function holdsPart(held: string, wanted: string): boolean {
  return held.includes(wanted)
}

/** All the wanted words, in their order, though others may stand between them. */
function holdsWords(held: string, wanted: string): boolean {
  const words = wordsOf(wanted)
  if (words.length === 0) return held === wanted
  let next = 0
  for (const word of wordsOf(held)) if (word === words[next]) next++
  return next === words.length
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}
