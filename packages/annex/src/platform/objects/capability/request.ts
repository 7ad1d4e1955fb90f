/** Asks for a capability of an account, or gives it up. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { requirementsFor } from '../account/requirements.js'

interface Wish {
  readonly requested?: boolean
}

/**
 * Before anything is assessed: only who asked for what.
 * @param asked `{ card_payments: { requested: true } }`, after the catalogue's check
 */
export function request(asked: object, work: UnitOfWork): void {
  for (const [name, wish] of Object.entries<Wish | undefined>({ ...asked })) {
    if (wish?.requested === undefined) continue
    const before = work.find('capability', name) ?? insertCapability(name, work)
    if (before.requested === wish.requested) continue
    const requested_at = wish.requested ? work.now : null
    work.update('capability', name, { requested: wish.requested, requested_at })
  }
  if (isOn('card_payments', work) && !isOn('transfers', work)) throw needsTransfers()
}

/** A capability that nobody has asked for. */
export function unrequested(name: string, work: UnitOfWork): Stripe.Capability {
  return {
    id: name,
    object: 'capability',
    account: work.caller.account,
    future_requirements: requirementsFor([], null),
    requested: false,
    requested_at: null,
    requirements: requirementsFor([], null),
    status: 'inactive',
  }
}

function insertCapability(name: string, work: UnitOfWork): Stripe.Capability {
  return work.insert('capability', unrequested(name, work))
}

function isOn(name: string, work: UnitOfWork): boolean {
  return work.find('capability', name)?.requested === true
}

function needsTransfers(): Refusal {
  return invalidRequest(
    'You cannot request the `card_payments` capability without the `transfers` capability.',
    { param: 'capabilities' },
  )
}
