/** Randomness, as an argument: a seed makes 18 months of history and a storm repeatable. */
import { createHash, randomBytes } from 'node:crypto'

/** A source of random bytes, and what is usually wanted of them. */
export interface Random {
  bytes(length: number): Uint8Array
  /** A whole number from 0 up to but not including `below`. */
  integer(below: number): number
  /** A number from 0 up to but not including 1. */
  fraction(): number
}

const POOL_BYTES = 4096

/** Cryptographically strong: the only source fit for keys, codes, states and sessions. */
export const systemRandom: Random = fromBytes(pooledBytes())

/** Asks the system for a few thousand bytes at once: ids need few at a time, and often. */
function pooledBytes(): (length: number) => Uint8Array {
  let pool = randomBytes(0)
  let taken = 0
  return (length) => {
    if (length > POOL_BYTES / 4) return randomBytes(length)
    if (taken + length > pool.length) {
      pool = randomBytes(POOL_BYTES)
      taken = 0
    }
    taken += length
    return pool.subarray(taken - length, taken)
  }
}

/** The same bytes for the same seed, for histories and tests; never for secrets. */
export function seededRandom(seed: number | string): Random {
  let counter = 0
  let pool = Buffer.alloc(0)
  return fromBytes((length) => {
    while (pool.length < length) {
      const block = createHash('sha256').update(`${seed}:${counter++}`).digest()
      pool = Buffer.concat([pool, block])
    }
    const taken = pool.subarray(0, length)
    pool = pool.subarray(length)
    return taken
  })
}

function fromBytes(bytes: (length: number) => Uint8Array): Random {
  const fraction = () => {
    const view = Buffer.from(bytes(6))
    return view.readUIntBE(0, 6) / 2 ** 48
  }
  return { bytes, fraction, integer: (below) => Math.floor(fraction() * below) }
}
