/** What an account may do, after something about it has changed: capabilities, charges, payouts. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { externalAccountsOf } from '../external-account/choose.js'
import { dueOf, FOR_PAYOUTS, requirementsFor } from './requirements.js'

/** An account somebody signed up for is its owner's affair, not a platform's. */
export function isMadeByPlatform(account: Stripe.Account): boolean {
  return account.controller?.type === 'application'
}

/** @param work of the account itself */
export function assess(work: UnitOfWork): Stripe.Account {
  const account = work.get('account', work.caller.account)
  if (!isMadeByPlatform(account)) return account
  return work.update('account', account.id, assessment(account, work))
}

/** The fields that follow from the others; capabilities are brought up to date on the way. */
export function assessment(account: Stripe.Account, work: UnitOfWork): Partial<Stripe.Account> {
  const persons = work.list('person', { account: account.id })
  const hasExternalAccount = externalAccountsOf(work).length > 0
  const capabilities = work.list('capability', { account: account.id })
  const wanted = capabilities.some(({ requested }) => requested)
  const due = wanted ? dueOf({ account, persons, hasExternalAccount }) : []
  const rejected = rejectionOf(account)
  const blocking = due.filter((name) => name !== FOR_PAYOUTS)
  const isReady = wanted && blocking.length === 0 && rejected === null
  for (const capability of capabilities) review(capability, { isReady, blocking }, work)
  const reason = rejected ?? (due.length > 0 ? 'requirements.past_due' : null)
  return {
    capabilities: shownIn(work.list('capability', { account: account.id })),
    charges_enabled: isReady && capabilities.some(takesPayments),
    details_submitted: account.details_submitted || isReady,
    payouts_enabled: isReady && hasExternalAccount,
    requirements: requirementsFor(due, reason),
    future_requirements: requirementsFor([], null),
  }
}

function rejectionOf({ requirements }: Stripe.Account): string | null {
  const reason = requirements?.disabled_reason ?? null
  return reason?.startsWith('rejected') ? reason : null
}

function review(
  capability: Stripe.Capability,
  { isReady, blocking }: { isReady: boolean; blocking: readonly string[] },
  work: UnitOfWork,
): void {
  const status = capability.requested && isReady ? 'active' : 'inactive'
  const due = capability.requested ? blocking : []
  const reason = due.length > 0 ? 'requirements.past_due' : null
  work.update('capability', capability.id, { requirements: requirementsFor(due, reason), status })
}

function takesPayments({ id, requested }: Stripe.Capability): boolean {
  return requested && id.endsWith('_payments')
}

// What was never asked for isn't shown.
function shownIn(capabilities: Stripe.Capability[]): Stripe.Account.Capabilities {
  const asked = capabilities.filter(({ requested }) => requested)
  const inOrder = asked.toSorted((a, b) => a.id.localeCompare(b.id))
  return Object.fromEntries(inOrder.map(({ id, status }) => [id, status]))
}
