/** An account as it is shown: one that a platform made comes with its bank accounts and cards. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { externalAccountsFor } from '../external-account/manage.js'
import { isMadeByPlatform } from './assess.js'

/** @param work of the account itself; anybody else's account is shown as it is kept */
export function shown(account: Stripe.Account, work: UnitOfWork): Stripe.Account {
  if (!isMadeByPlatform(account) || account.id !== work.caller.account) return account
  return { ...account, external_accounts: externalAccountsFor(work) }
}
