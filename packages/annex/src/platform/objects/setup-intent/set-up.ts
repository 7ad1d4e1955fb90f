/** The method may be charged from now on: saves it with its customer, and writes the mandate. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { attachTo } from '../payment-method/attach.js'
import { permit, type Acceptance } from '../payment-method/permission.js'
import { wayOf } from '../payment-method/types.js'
import { idOrNull } from '../reference.js'

type SetupIntent = Stripe.SetupIntent

/** What the payer agreed to. */
export interface Agreement {
  readonly mandate_data?: Stripe.Emptyable<{ customer_acceptance?: Acceptance }>
  readonly single_use?: { readonly amount: number; readonly currency: string }
}

/** @param ready the intent with all that the confirmation changed, not yet kept */
export function setUp(
  ready: SetupIntent,
  method: Stripe.PaymentMethod,
  agreement: Agreement,
  work: UnitOfWork,
): SetupIntent {
  const done = work.update('setup_intent', ready.id, {
    ...ready,
    ...mandates(method, agreement, work),
    status: 'succeeded',
  })
  const customer = idOrNull(done.customer)
  if (customer !== null && method.customer === null) attachTo(customer, method, work)
  return done
}

// Networks of cards ask for none; banks do, and so does a shop that says what was agreed.
function mandates(
  method: Stripe.PaymentMethod,
  { mandate_data, single_use }: Agreement,
  work: UnitOfWork,
): Partial<SetupIntent> {
  const accepted = (mandate_data || undefined)?.customer_acceptance
  if (!accepted && wayOf(method.type) !== 'debit') return {}
  const { id } = permit(method, { accepted, status: 'active', single_use }, work)
  return single_use ? { single_use_mandate: id } : { mandate: id }
}
