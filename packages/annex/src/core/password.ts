/** Passwords: argon2id, as long for a stranger as for somebody we know (reliability S11). */
import { argon2 } from 'node:crypto'
import { promisify } from 'node:util'
import type { Random } from './random.js'
import { sameText } from './secret.js'

/** What one guess is made to cost: KiB of memory, passes over it, and lanes. */
export interface PasswordCost {
  memory: number
  passes: number
  parallelism: number
}

/** RFC 9106 section 4, second recommendation: 64 MiB, three passes, four lanes. */
const STRONG: PasswordCost = { memory: 65_536, passes: 3, parallelism: 4 }
const TAG_BYTES = 32
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/

const derive = promisify(argon2)

export const SHORTEST_PASSWORD = 8
export const LONGEST_PASSWORD = 256

/** @returns what is wrong with a new password, in words for the page */
export function passwordFault(password: string): string | undefined {
  const length = Array.from(password).length
  if (length < SHORTEST_PASSWORD) return `Use at least ${SHORTEST_PASSWORD} characters.`
  if (length > LONGEST_PASSWORD) return `Use at most ${LONGEST_PASSWORD} characters.`
  return undefined
}

/**
 * @param cost less than the default is for tests, whose people sign in hundreds of times
 * @returns a PHC string: cost, salt and hash together, so that the cost can grow later
 */
export async function hashPassword(
  password: string,
  random: Random,
  cost: PasswordCost = STRONG,
): Promise<string> {
  const salt = Buffer.from(random.bytes(16))
  const tag = await tagOf(password, salt, cost)
  const { memory, passes, parallelism } = cost
  const parts = [`m=${memory},t=${passes},p=${parallelism}`, salt.toString('base64url'), tag]
  return `$argon2id$v=19$${parts.join('$')}`
}

/**
 * Whether `password` is the one behind `hash`, at the cost it was made with. Without a hash, nobody
 * has that address: the same work is done for nothing, so that the time taken doesn't tell.
 */
export async function isPassword(
  password: string,
  hash: string | undefined,
  cost: PasswordCost = STRONG,
): Promise<boolean> {
  const known = partsOf(hash) ?? { cost, salt: NOBODYS_SALT, expected: '' }
  const tag = await tagOf(password, known.salt, known.cost)
  return sameText(tag, known.expected)
}

const NOBODYS_SALT = Buffer.alloc(16)

function partsOf(hash: string | undefined) {
  const read = PHC.exec(hash ?? '')
  if (!read) return undefined
  const [, memory, passes, parallelism, salt = '', expected = ''] = read
  const cost = {
    ...{ memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
  }
  return { cost, salt: Buffer.from(salt, 'base64url'), expected }
}

async function tagOf(password: string, salt: Buffer, cost: PasswordCost): Promise<string> {
  const given = { message: password, nonce: salt, tagLength: TAG_BYTES, ...cost }
  return (await derive('argon2id', given)).toString('base64url')
}
