/** What can be wrong with asking something of an account. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

/** Somebody signed up for it and let the application in: it is theirs. */
export function onlyYourOwnMaking(): Refusal {
  return invalidRequest(
    'This account belongs to somebody else who connected it to your application. Only accounts that your platform created can be changed, rejected or deleted through the API.',
    { code: 'not_allowed_on_standard_account' },
  )
}

export function ownAccountStays(): Refusal {
  return invalidRequest('You cannot delete your own account through the API.')
}

export function hasMoney(account: string): Refusal {
  return invalidRequest(
    `The account ${account} still has a balance. Pay it out before you delete the account.`,
  )
}
