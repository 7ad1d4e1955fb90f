/** From a plan that fails to the least of it that still does. */
import type { Plan } from './plan.js'

/** What a plan is made of, each by its name: `h3` of its history, `s7` of its steps, `f12` of its faults. */
export function partsOf({ history, steps, faults }: Plan): string[] {
  const named = (letter: string, { length }: readonly unknown[]) =>
    Array.from({ length }, (_, n) => `${letter}${n}`)
  return [...named('h', history), ...named('s', steps), ...named('f', faults)]
}

/** The same plan with these parts only; the others keep their places in time. */
export function keepOnly(plan: Plan, names: readonly string[]): Plan {
  const kept = new Set(names)
  const these = <T>(letter: string, all: readonly T[]) =>
    all.filter((_, n) => kept.has(`${letter}${n}`))
  return {
    ...plan,
    history: these('h', plan.history),
    steps: these('s', plan.steps),
    faults: these('f', plan.faults),
  }
}

/**
 * Delta debugging (Zeller): halves are left out, then quarters, and so on, as long as what is left fails.
 * @param fails whether a plan does; asked at most `budget` times
 * @returns the names of what can't be spared
 */
export async function shrink(
  plan: Plan,
  fails: (smaller: Plan) => Promise<boolean>,
  budget = 200,
): Promise<string[]> {
  let names = partsOf(plan)
  let pieces = 2
  let asked = 0
  const mayAsk = () => asked < budget
  const without = async (chunk: readonly string[]) => {
    asked += 1
    const rest = names.filter((name) => !chunk.includes(name))
    return (await fails(keepOnly(plan, rest))) ? rest : undefined
  }
  while (names.length > 0 && mayAsk()) {
    const smaller = await firstOf(chunksOf(names, pieces), without, mayAsk)
    if (smaller) {
      names = smaller
      pieces = Math.max(2, pieces - 1)
    } else if (pieces >= names.length) {
      return names
    } else {
      pieces = Math.min(names.length, pieces * 2)
    }
  }
  return names
}

async function firstOf<T, R>(
  items: readonly T[],
  attempt: (item: T) => Promise<R | undefined>,
  goesOn: () => boolean,
): Promise<R | undefined> {
  for (const item of items) {
    if (!goesOn()) return undefined
    const result = await attempt(item)
    if (result !== undefined) return result
  }
  return undefined
}

function chunksOf(names: readonly string[], pieces: number): string[][] {
  const size = Math.ceil(names.length / pieces)
  return Array.from({ length: Math.ceil(names.length / size) }, (_, n) =>
    names.slice(n * size, (n + 1) * size),
  )
}
