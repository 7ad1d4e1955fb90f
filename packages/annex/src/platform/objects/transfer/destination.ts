/** Which accounts money can be passed on to: those connected to the caller's application. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { lacksCapability, noSuchDestination, toItself } from './refusals.js'

/** @throws Refusal naming `param` */
export function checkDestination(account: string, param: string, work: UnitOfWork): void {
  if (account === work.caller.account && param !== 'on_behalf_of') throw toItself(param)
  if (account === work.caller.account) return
  const there = work.on({ account, livemode: work.caller.livemode }).find('account', account)
  if (!there || !work.isConnectedTo(account)) throw noSuchDestination(account, param)
  if (!mayReceive(there, work)) throw lacksCapability(param)
}

// In test mode a requested capability will do, so that money moves before onboarding is through.
function mayReceive(
  { capabilities = {}, requirements }: Stripe.Account,
  work: UnitOfWork,
): boolean {
  if (requirements?.disabled_reason?.startsWith('rejected')) return false
  const known = [capabilities.transfers, capabilities.legacy_payments]
  return known.some((status) => (work.caller.livemode ? status === 'active' : status !== undefined))
}
