/** A payment that named a calculation (`hooks[inputs][tax][calculation]`) collects its tax by itself. */
import type Stripe from 'stripe'
import type { Operation } from '../../engine/behaviour.js'
import { Refusal } from '../../engine/errors.js'
import { resourceMissing } from '../../engine/refusals/objects.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { commit } from './commit.js'

type Intent = Stripe.PaymentIntent
type Attempt = NonNullable<Stripe.Tax.Association['tax_transaction_attempts']>[number]
type Reason = Stripe.Tax.Association.TaxTransactionAttempt.Errored.Reason

/** Under the payment intent's id. */
interface Aside {
  readonly tax_attempts: readonly Attempt[]
}

/** Once the payment has succeeded; what stands in the way is kept, and the payment stays as it is. */
export function collectTax(id: string, work: UnitOfWork): void {
  const intent = work.get('payment_intent', id)
  const calculation = calculationOf(intent)
  if (calculation === undefined) return
  work.setAside<Aside>(id, { tax_attempts: [attempt(intent, calculation, work)] })
}

function attempt(intent: Intent, calculation: string, work: UnitOfWork): Attempt {
  const source = intent.id
  const reason = obstacleTo(intent, calculation, work)
  if (reason !== undefined) return { errored: { reason }, source, status: 'errored' }
  try {
    const { id } = commit({ calculation, reference: intent.id }, work)
    return { committed: { transaction: id }, source, status: 'committed' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { errored: { reason: 'unique_reference_violation' }, source, status: 'errored' }
  }
}

function obstacleTo(intent: Intent, id: string, work: UnitOfWork): Reason | undefined {
  const calculation = work.find('tax.calculation', id)
  if (!calculation || (calculation.expires_at ?? Infinity) <= work.now) return 'calculation_expired'
  return calculation.currency === intent.currency ? undefined : 'currency_mismatch'
}

/** `GET /v1/tax/associations/find`. */
export const findAssociation: Operation = (
  _path,
  { payment_intent }: Stripe.Tax.AssociationFindParams,
  work,
) => {
  const intent = work.get('payment_intent', payment_intent, 'payment_intent')
  const calculation = calculationOf(intent)
  if (calculation === undefined) {
    const missing = { noun: 'tax.association', id: payment_intent, param: 'payment_intent' }
    throw resourceMissing({ ...missing, inPath: true })
  }
  const { tax_attempts = null } = work.aside<Aside>(intent.id)
  return {
    // One for each payment, and named after it.
    id: `taxa_${intent.id.slice(3)}`,
    object: 'tax.association',
    calculation,
    payment_intent: intent.id,
    tax_transaction_attempts: tax_attempts,
  }
}

function calculationOf({ hooks }: Intent): string | undefined {
  return hooks?.inputs?.tax?.calculation
}
