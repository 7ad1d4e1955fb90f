/** A new account for somebody who is signed in or just signing up. */
import { createAccount } from '../store/accounts.js'
import { findCountry } from './countries.js'
import { addMembership } from '../store/members.js'
import { PageRefusal } from './page-refusal.js'
import type { PeopleTools } from './tools.js'
import type { Person } from './visitor.js'

const MOST_ACCOUNTS = 100

export interface AccountDetails {
  email: string
  business_name: string
  country: string
}

/** @returns the account's id; call it inside the transaction that makes its membership */
export function openAccount(people: PeopleTools, details: AccountDetails): string {
  const { store, random, hashKey, clock } = people
  const default_currency = findCountry(details.country)?.currency ?? 'usd'
  // Its secret keys are not shown here: the keys page rolls them when somebody wants one.
  const { account } = createAccount(
    { ...details, default_currency, activated: false },
    { store, random, hashKey, now: clock.now() },
  )
  return account.id
}

/** One more for somebody who is signed in, with them as its administrator. @returns its id */
export function openAccountFor(
  people: PeopleTools,
  person: Person,
  details: AccountDetails,
): string {
  if (person.memberships.length >= MOST_ACCOUNTS) throw tooManyAccounts()
  return people.store.transaction(() => {
    const account = openAccount(people, details)
    addMembership(people.store, { member: person.id, account, role: 'administrator' })
    return account
  })
}

function tooManyAccounts(): PageRefusal {
  return new PageRefusal(
    400,
    'You have as many accounts as one person can have',
    `Choose one of your ${MOST_ACCOUNTS} accounts instead.`,
  )
}
