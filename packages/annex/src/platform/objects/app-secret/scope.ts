/** Whose a secret is: the account's, for everybody in it, or one person's. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import { userOfAccount } from './refusals.js'

/** As requests and objects alike give it. */
export type Scope = Stripe.Apps.SecretFindParams.Scope

/** @throws Refusal when the person is not named, or named where everybody is meant */
export function checkScope({ type, user }: Scope): void {
  if (type === 'user' && !user) throw parameterMissing('scope[user]')
  if (type === 'account' && user) throw userOfAccount()
}

/** What a list asks of the kept objects. */
export function conditionsOf({ type, user }: Scope) {
  const is = (field: string, value: string) => ({ field, operator: '=', value }) as const
  return [is('scope.type', type), ...(user ? [is('scope.user', user)] : [])]
}

export function isSameScope(one: Scope, other: Scope): boolean {
  return one.type === other.type && (one.user ?? '') === (other.user ?? '')
}
