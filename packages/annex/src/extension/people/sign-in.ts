/** Signing in: the right password, and an end to guessing (S11). */
import { isPassword, LONGEST_PASSWORD, type PasswordCost } from '../../core/password.js'
import { attempts, type Attempts } from '../../web/attempts.js'
import { findPersonByEmail, type Person } from '../store/people.js'
import type { PeopleTools } from './tools.js'

const WINDOW_SECONDS = 15 * 60

/** Failures within fifteen minutes: ten for an address, twenty for a person. */
export interface SignInAttempts {
  byAddress: Attempts
  byEmail: Attempts
}

export function signInAttempts(): SignInAttempts {
  return { byAddress: attempts(10, WINDOW_SECONDS), byEmail: attempts(20, WINDOW_SECONDS) }
}

export type SignIn =
  | { kind: 'signed_in'; person: Person }
  | { kind: 'wrong' }
  | { kind: 'limited'; retryAfter: number }

/** Counted before the password is looked at: a hundred tries at once aren't free. */
export async function signIn(
  given: { email: string; password: string; address: string },
  tried: SignInAttempts,
  { database, passwordCost }: Pick<PeopleTools, 'database' | 'passwordCost'>,
): Promise<SignIn> {
  const email = given.email.trim().toLowerCase()
  const waits = [await tried.byAddress.count(given.address), await tried.byEmail.count(email)]
  const retryAfter = Math.max(...waits)
  if (retryAfter > 0) return { kind: 'limited', retryAfter }
  const person = await findPersonByEmail(database, email)
  if (!(await isRight(given.password, person, passwordCost)) || !person) return { kind: 'wrong' }
  await tried.byAddress.giveBack(given.address)
  await tried.byEmail.giveBack(email)
  return { kind: 'signed_in', person }
}

async function isRight(
  password: string,
  person: Person | undefined,
  cost: PasswordCost | undefined,
): Promise<boolean> {
  if (password.length > 2 * LONGEST_PASSWORD) return false
  return isPassword(password, person?.password_hash, cost)
}
