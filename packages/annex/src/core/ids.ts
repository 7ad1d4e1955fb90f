/** Identifiers: a prefix that names the kind, then characters nobody can guess. */
import type { Random } from './random.js'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** `length` characters of base 62, without the bias a plain modulo would have. */
export function randomText(length: number, random: Random): string {
  let text = ''
  while (text.length < length) {
    for (const byte of random.bytes(length)) {
      if (byte < 248 && text.length < length) text += ALPHABET[byte % 62]
    }
  }
  return text
}

/** `newId('cus', random)` → `cus_QXg1o8vcGmoR32…`; 24 characters after the underscore. */
export function newId(prefix: string, random: Random, length = 24): string {
  return `${prefix}_${randomText(length, random)}`
}

/** How far there is to count before a number comes again. */
const COUNTS = 62 ** 4

/**
 * Counts what is made, from a number nobody knows: as the `count` of `countedText` it tells apart what
 * is made in one second, however much that is, since a clock may be held there.
 */
export function countFrom(random: Random): () => number {
  let count = Number.parseInt(Buffer.from(random.bytes(4)).toString('hex'), 16) % COUNTS
  return () => {
    count = (count + 1) % COUNTS
    return count
  }
}

/** Characters that count seconds; enough until the year 3769. */
const SECONDS = 6
/** Characters that count parts of a second. */
const PARTS = 2
/** The same where they also count what is made in it. */
const COUNTED_PARTS = 4

/**
 * `length` characters that begin with the time, as Stripe's own ids do: what is made together then
 * stands together in every index, and few of its pages change. Whole seconds would not do: what a
 * busy one makes would be scattered over all the pages of that second.
 * @param now Unix seconds, with their fraction where it is known
 */
export function timedText(length: number, now: number, random: Random): string {
  return begun(length, now, { parts: PARTS, count: 0 }, random)
}

/**
 * The same where few characters are left to chance: `count`, see `countFrom`, goes on from the part
 * of the second, so that among fourteen million none is there twice.
 */
export function countedText(length: number, now: number, count: number, random: Random): string {
  return begun(length, now, { parts: COUNTED_PARTS, count }, random)
}

function begun(
  length: number,
  now: number,
  { parts, count }: { parts: number; count: number },
  random: Random,
): string {
  const seconds = Math.floor(Math.max(now, 0))
  const part = Math.max(Math.floor((now - seconds) * 62 ** parts), 0)
  const time = counting(seconds, SECONDS) + counting(part + count, parts)
  return time + randomText(length - time.length, random)
}

/** A number in base 62, with zeros in front. */
function counting(number: number, length: number): string {
  let text = ''
  for (let left = number; text.length < length; left = Math.floor(left / 62)) {
    text = `${ALPHABET[left % 62]}${text}`
  }
  return text
}
