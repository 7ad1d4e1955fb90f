/** A platform that does not want an account any more, and thinks better of it. */
import type Stripe from 'stripe'
import { invalidRequest } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { assess, isMadeByPlatform } from './assess.js'
import { onlyYourOwnMaking } from './refusals.js'
import { requirementsFor } from './requirements.js'

type Account = Stripe.Account

export function reject(
  account: Account,
  params: Stripe.AccountRejectParams,
  work: UnitOfWork,
): Account {
  if (!isMadeByPlatform(account)) throw onlyYourOwnMaking()
  const reason = disabledBy(params.reason)
  work.update('account', account.id, { requirements: requirementsFor([], reason) })
  return assess(work)
}

function disabledBy(reason: string): string {
  if (reason.startsWith('fraud')) return 'rejected.fraud'
  return reason === 'terms_of_service' ? 'rejected.terms_of_service' : 'rejected.other'
}

export function unreject(account: Account, _params: unknown, work: UnitOfWork): Account {
  if (!account.requirements?.disabled_reason?.startsWith('rejected')) {
    throw invalidRequest(`The account ${account.id} was not rejected.`)
  }
  work.update('account', account.id, { requirements: requirementsFor([], null) })
  return assess(work)
}
