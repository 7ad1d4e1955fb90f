/** Which of a person's accounts an application may be connected to, and why not (oauth.md 2.4). */
import type { MembershipRow } from '../store/members.js'
import { findUnrevokedGrant, type Scope } from '../store/grants.js'
import type { Store } from '../store/store.js'
import type { OpenClient } from './client.js'

/** One account in the chooser. */
export interface Offer {
  account: string
  name: string
  email: string
  /** In words for the person; null: it may be chosen. */
  refusal: string | null
  /** What the application may do there already. */
  standing: { scope: Scope; since: number } | null
}

export function offersTo(
  memberships: readonly MembershipRow[],
  client: OpenClient,
  store: Store,
): Offer[] {
  return memberships.map((membership) => ({
    account: membership.account,
    name: membership.business_name ?? membership.email,
    email: membership.email,
    refusal: refusalFor(membership, client),
    standing: standingOf(membership.account, client, store),
  }))
}

function refusalFor(membership: MembershipRow, client: OpenClient): string | null {
  if (membership.account === client.account) {
    return `${client.name} belongs to this account; it can’t be connected to itself.`
  }
  if (membership.role !== 'administrator')
    return 'Only an administrator of this account can connect it.'
  const sameEmail = membership.email.toLowerCase() === client.owner_email.toLowerCase()
  // Stripe's own rule for test connections: the developer's other account needs another address.
  if (client.livemode === 0 && sameEmail) {
    return `It has the same email address as ${client.name}’s own account.`
  }
  return null
}

function standingOf(account: string, client: OpenClient, store: Store): Offer['standing'] {
  const key = { application: client.id, account, livemode: client.livemode === 1 }
  const grant = findUnrevokedGrant(store, key)
  return grant?.connected_at ? { scope: grant.scope, since: grant.connected_at } : null
}
