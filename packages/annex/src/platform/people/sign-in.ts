/** Signing in: the right password, and an end to guessing (reliability S11). */
import { attempts, type Attempts } from '../../web/attempts.js'
import { findMemberByEmail, type MemberRow } from '../store/members.js'
import { isSignedInAt } from '../store/sessions.js'
import { isPassword, LONGEST_PASSWORD } from '../../core/password.js'
import { sessionLimits } from './session.js'
import type { PeopleTools } from './tools.js'

const WINDOW_SECONDS = 15 * 60

/** Failures within fifteen minutes: ten for an address, twenty for an account. */
export interface SignInAttempts {
  byAddress: Attempts
  byEmail: Attempts
}

export function signInAttempts(): SignInAttempts {
  return { byAddress: attempts(10, WINDOW_SECONDS), byEmail: attempts(20, WINDOW_SECONDS) }
}

export interface Credentials {
  email: string
  password: string
  address: string
}

export type SignInOutcome =
  | { kind: 'signed_in'; member: MemberRow }
  | { kind: 'wrong' }
  | { kind: 'limited'; retryAfter: number }

/**
 * Counted before the password is looked at, so that a hundred tries at once are not a hundred
 * tries for free; a success gives its count back.
 */
export async function signIn(
  people: PeopleTools,
  tried: SignInAttempts,
  given: Credentials,
): Promise<SignInOutcome> {
  // Cut where no address reaches: what is counted by is also kept for as long as it is counted.
  const email = given.email.trim().toLowerCase().slice(0, 254)
  const retryAfter = Math.max(
    await tried.byAddress.count(given.address),
    await tried.byEmail.count(email),
  )
  const member = findMemberByEmail(people.store, email)
  if (retryAfter > 0 && !isAtHome(people, member, given.address)) {
    return { kind: 'limited', retryAfter }
  }
  const right = await isRight(given.password, member, people)
  if (!member || !right) {
    return retryAfter > 0 ? { kind: 'limited', retryAfter } : { kind: 'wrong' }
  }
  await tried.byAddress.giveBack(given.address)
  await tried.byEmail.giveBack(email)
  return { kind: 'signed_in', member }
}

async function isRight(
  password: string,
  member: MemberRow | undefined,
  { passwordCost }: PeopleTools,
): Promise<boolean> {
  if (password.length > 2 * LONGEST_PASSWORD) return false
  return isPassword(password, member?.password_hash, passwordCost)
}

// Somebody else's guessing must not lock a person out of the place they are signed in at.
function isAtHome(people: PeopleTools, member: MemberRow | undefined, address: string): boolean {
  if (!member) return false
  const seenSince = sessionLimits(people.clock.now()).idleSince
  return isSignedInAt(people.store, { member: member.id, address, seenSince })
}
