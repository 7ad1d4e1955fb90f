/** `DELETE /v1/accounts/{account}`: a platform takes back an account it made. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { isMadeByPlatform } from './assess.js'
import { hasMoney, onlyYourOwnMaking, ownAccountStays } from './refusals.js'

/** @param work of the account itself */
export function removeAccount(work: UnitOfWork): object {
  const account = work.get('account', work.caller.account)
  if (work.caller.application === null) throw ownAccountStays()
  if (!isMadeByPlatform(account)) throw onlyYourOwnMaking()
  const holds = work.funds().some((row) => row.net !== 0)
  if (work.caller.livemode && holds) throw hasMoney(account.id)
  return work.remove('account', account.id)
}
