/** Choosing, with a random source that can be repeated. */
import type { Random } from '../../../core/random.js'

export function oneOf<T>(choices: readonly T[], random: Random): T {
  const chosen = choices[random.integer(choices.length)]
  if (chosen === undefined) throw new RangeError('There is nothing to choose from.')
  return chosen
}

/** True in `percent` of a hundred cases. */
export function chance(percent: number, random: Random): boolean {
  return random.fraction() * 100 < percent
}

/** A whole number around `mean`, spread by half of it either way; it averages out at `mean`. */
export function about(mean: number, random: Random): number {
  return Math.floor(mean * (0.5 + random.fraction()) + random.fraction())
}

/** One of several, each as likely as its weight says: `weighted([['visa', 6], ['amex', 1]], random)`. */
export function weighted<T>(choices: readonly (readonly [T, number])[], random: Random): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0)
  let left = random.fraction() * total
  for (const [choice, weight] of choices) {
    if (left < weight) return choice
    left -= weight
  }
  return oneOf(choices, random)[0]
}

export function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make)
}
