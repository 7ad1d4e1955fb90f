/** Whose data this page shows: the account and mode chosen in the session, never in the form. */
import { PageRefusal } from '../people/page-refusal.js'
import { signedIn } from '../people/visitor.js'
import type { MembershipRow } from '../store/members.js'
import type { PageContext, Place } from './context.js'

export function placeOf(c: PageContext): Place {
  return { account: membershipOf(c).account, livemode: signedIn(c).livemode }
}

/** @throws PageRefusal when the person belongs to no account any more */
export function membershipOf(c: PageContext): MembershipRow {
  const { account } = signedIn(c)
  if (account) return account
  throw new PageRefusal(
    403,
    'You belong to no account',
    'Somebody removed you from the account you looked at. Ask them to add you again, or sign up for an account of your own.',
  )
}
