/** The account behind a link that its owner follows. */
import type Stripe from 'stripe'
import { hashOfLink } from '../../connect/account-links.js'
import type { Engine } from '../../engine/context.js'
import { openNow } from '../../engine/unit.js'
import type { Caller, UnitOfWork } from '../../engine/unit-of-work.js'
import { findAccountLink, type AccountLinkRow } from '../../store/account-links.js'

export interface AskedLink {
  readonly link: AccountLinkRow
  readonly account: Stripe.Account
  /** The account acting for itself. */
  readonly caller: Caller
  readonly work: UnitOfWork
  /** Expired, or its form was sent: it leads back to the platform. */
  readonly isSpent: boolean
}

/** Undefined when there is no such link, or the account is gone. */
export function findAskedLink(engine: Engine, secret: string): AskedLink | undefined {
  const link = findAccountLink(engine.store, hashOfLink(secret))
  if (!link) return undefined
  const who = { account: link.account, livemode: link.livemode === 1, application: null }
  const caller = { ...who, access: 'read_write', maskedKey: 'onboarding' } as const
  const work = openNow(engine, caller)
  const account = work.find('account', link.account)
  if (!account) return undefined
  return {
    link,
    account,
    caller,
    work,
    isSpent: link.used_at !== null || link.expires_at <= work.now,
  }
}
