/** What happens to a shop, drawn from a seed: pure, so that a failing plan can be read and cut down. */
import type { Random } from '../../core/random.js'

/** `nth` picks one of what there is by then, counted from the oldest, round and round. */
export type Change =
  | { does: 'create_customer' | 'create_product' | 'create_price' | 'pay' | 'decline' | 'hold' }
  | {
      does:
        | 'update_customer'
        | 'delete_customer'
        | 'update_product'
        | 'refund'
        | 'capture'
        | 'cancel'
        | 'detach'
      nth: number
    }
  /** Several changes of one object, most within one second: the order must come out right. */
  | { does: 'burst'; nth: number; times: number }

/** A change, or what the storm in real time does beside it. */
export type Action = Change | { does: 'sync_now' | 'second_worker' } | { does: 'pause'; ms: number }

const CHANGES: readonly (readonly [Change['does'], number])[] = [
  ['create_customer', 10],
  ['update_customer', 12],
  ['delete_customer', 5],
  ['burst', 10],
  ['create_product', 3],
  ['update_product', 5],
  ['create_price', 3],
  ['pay', 12],
  ['decline', 3],
  ['hold', 4],
  ['capture', 3],
  ['cancel', 2],
  ['refund', 5],
  ['detach', 2],
]

const OTHERS: readonly (readonly [Exclude<Action['does'], Change['does']>, number])[] = [
  ['sync_now', 2],
  ['second_worker', 1],
  ['pause', 8],
]

export function draw(random: Random, length: number): Action[] {
  const share = sumOf(OTHERS) / (sumOf(OTHERS) + sumOf(CHANGES))
  return Array.from({ length }, () => {
    if (random.fraction() >= share) return drawChange(random)
    const does = weighted(OTHERS, random)
    return does === 'pause' ? { does, ms: random.integer(60) } : { does }
  })
}

/** @param among only these; all of them unless told */
export function drawChange(random: Random, among?: readonly Change['does'][]): Change {
  const does = weighted(
    CHANGES.filter(([change]) => among?.includes(change) ?? true),
    random,
  )
  switch (does) {
    case 'burst':
      return { does, nth: random.integer(1000), times: 2 + random.integer(5) }
    case 'update_customer':
    case 'delete_customer':
    case 'update_product':
    case 'refund':
    case 'capture':
    case 'cancel':
    case 'detach':
      return { does, nth: random.integer(1000) }
    default:
      return { does }
  }
}

/** One of those named, each as likely as its weight says. */
export function weighted<T>(weights: readonly (readonly [T, number])[], random: Random): T {
  let left = random.fraction() * sumOf(weights)
  for (const [kind, weight] of weights) {
    left -= weight
    if (left < 0) return kind
  }
  throw new Error('Weights that sum to nothing.')
}

function sumOf(weights: readonly (readonly [unknown, number])[]): number {
  return weights.reduce((sum, [, weight]) => sum + weight, 0)
}
