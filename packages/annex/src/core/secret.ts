/** Values that must never be printed, and comparing them without telling how far they matched. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { inspect } from 'node:util'

/** Holds a secret so that printing, logging or serialising it shows a mask. */
export class Secret {
  readonly #value: string
  constructor(value: string) {
    this.#value = value
  }
  /** The value itself; call it where it is used, not earlier. */
  reveal(): string {
    return this.#value
  }
  toString(): string {
    return maskKey(this.#value)
  }
  toJSON(): string {
    return this.toString()
  }
  [inspect.custom](): string {
    return this.toString()
  }
}

/** `sk_test_51Abc…wxyz` → `sk_test_*****wxyz`: as Stripe writes keys into messages (oauth.md 5.3). */
export function maskKey(key: string): string {
  const prefix = /^[a-z]+_(?:(?:test|live)_)?/.exec(key)?.[0] ?? ''
  const hidden = Math.max(key.length - prefix.length - 4, 0)
  return hidden === 0 ? prefix + '*'.repeat(4) : prefix + '*'.repeat(hidden) + key.slice(-4)
}

/** Hash of a secret we only compare. Keyed, so a stolen database cannot be searched offline. */
export function keyedHash(value: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(value).digest('base64url')
}

/** Whether two texts are equal, in time that depends on their lengths alone. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
