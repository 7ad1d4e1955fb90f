/** What can be wrong with an app's secret. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function userOfAccount(): Refusal {
  return invalidRequest(
    'A secret in the scope of an account belongs to nobody in particular: leave scope[user] out, or pass scope[type]=user.',
    { param: 'scope[user]' },
  )
}

export function alreadyExpired(): Refusal {
  return invalidRequest('The expiry of a secret must be in the future.', { param: 'expires_at' })
}

export function tooManySecrets(most: number): Refusal {
  return invalidRequest(
    `A scope holds at most ${most} secrets. Delete one of them, or let one expire, before you set another.`,
    { param: 'name' },
  )
}
