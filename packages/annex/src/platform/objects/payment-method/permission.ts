/**
 * Whether a method may be charged, kept where Stripe keeps permissions: as a mandate. A method that
 * was detached, or charged once without being saved, has an inactive one and may never be used
 * again; a bank account has an active one once its owner has shown that it is theirs.
 */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

type PaymentMethod = Stripe.PaymentMethod
type Mandate = Stripe.Mandate

/** How the payer agreed; offline where nobody says. */
export interface Acceptance {
  readonly accepted_at?: number
  readonly type: string
  readonly online?: { readonly ip_address?: string; readonly user_agent?: string }
}

export function endPermission(method: PaymentMethod, work: UnitOfWork): void {
  const mandate = mandateFor(method.id, work)
  if (mandate) work.update('mandate', mandate.id, { status: 'inactive' })
  else work.insert('mandate', newMandate(method, { terms: SPENT }, work))
}

export function hasEnded(methodId: string, work: UnitOfWork): boolean {
  return mandateFor(methodId, work)?.status === 'inactive'
}

export interface Permission {
  readonly accepted: Acceptance | undefined
  readonly status: 'active' | 'pending'
  /** For one payment of so much rather than for many. */
  readonly single_use?: Stripe.Mandate.SingleUse | undefined
}

/** The mandate to charge `method` by: the one it has, or a new one. */
export function permit(
  method: PaymentMethod,
  { accepted, status, single_use }: Permission,
  work: UnitOfWork,
): Mandate {
  const mandate = mandateFor(method.id, work)
  if (!mandate)
    return work.insert(
      'mandate',
      newMandate(method, { accepted, terms: { ...termsOf(single_use), status } }, work),
    )
  return status === 'active' ? work.update('mandate', mandate.id, { status }) : mandate
}

/** Every test token stands for an account that is known to be its owner's, as is one that was proved. */
export function isVerified(method: PaymentMethod, work: UnitOfWork): boolean {
  const account = method.us_bank_account
  if (!account || account.financial_connections_account !== null) return true
  return mandateFor(method.id, work)?.status === 'active'
}

function mandateFor(methodId: string, work: UnitOfWork): Mandate | undefined {
  return work.find('mandate', mandateOf(methodId))
}

function termsOf(single_use: Permission['single_use']) {
  return single_use
    ? ({ single_use, type: 'single_use' } as const)
    : ({ multi_use: {}, type: 'multi_use' } as const)
}

const SPENT = {
  single_use: { amount: 0, currency: 'usd' },
  status: 'inactive',
  type: 'single_use',
} as const

type Terms = Pick<Mandate, 'status' | 'type'> & Partial<Mandate>

function newMandate(
  method: PaymentMethod,
  { accepted, terms }: { accepted?: Acceptance | undefined; terms: Terms },
  work: UnitOfWork,
): Mandate {
  return {
    id: mandateOf(method.id),
    object: 'mandate',
    customer_acceptance: acceptanceOf(accepted, work.now),
    livemode: work.caller.livemode,
    payment_method: method.id,
    payment_method_details: detailsOf(method),
    ...terms,
  }
}

function acceptanceOf(
  accepted: Acceptance | undefined,
  now: number,
): Mandate['customer_acceptance'] {
  const accepted_at = accepted?.accepted_at ?? now
  if (accepted?.type !== 'online') return { accepted_at, offline: {}, type: 'offline' }
  const { ip_address = null, user_agent = null } = accepted.online ?? {}
  return { accepted_at, online: { ip_address, user_agent }, type: 'online' }
}

function detailsOf({ id, type }: PaymentMethod): Mandate['payment_method_details'] {
  if (type === 'sepa_debit') {
    const reference = id.slice(-16).toUpperCase()
    return {
      type,
      sepa_debit: { reference, url: `https://hooks.stripe.com/adapter/sepa_debit/file/${id}` },
    }
  }
  return { type, [type]: {} }
}

function mandateOf(methodId: string): string {
  return `mandate_${methodId.slice(methodId.indexOf('_') + 1)}`
}
