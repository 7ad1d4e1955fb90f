/** Whether a payment may be shared as its parameters say: fees, destinations, on whose behalf. */
import { parametersExclusive } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf, type Reference } from '../reference.js'
import { checkDestination } from '../transfer/destination.js'
import { feeTooLarge, notThroughAnApplication, shareTooLarge } from './refusals.js'

/** What a payment intent's and a charge's parameters have in common. */
export interface Terms {
  readonly amount: number
  readonly application_fee_amount?: number | '' | null
  readonly on_behalf_of?: Reference | null
  readonly transfer_data?: {
    readonly amount?: number | null
    readonly destination?: Reference
  } | null
}

/** @throws Refusal naming the field that cannot be */
export function checkTerms(terms: Terms, work: UnitOfWork): void {
  const { amount, transfer_data: transfer, on_behalf_of: behalf } = terms
  const fee = terms.application_fee_amount || null
  if (behalf) checkDestination(idOf(behalf), 'on_behalf_of', work)
  if (transfer?.destination) {
    checkDestination(idOf(transfer.destination), 'transfer_data[destination]', work)
  }
  if (transfer?.amount && transfer.amount > amount) throw shareTooLarge(transfer.amount, amount)
  if (fee === null) return
  if (!transfer && work.caller.application === null) throw notThroughAnApplication()
  if (transfer?.amount)
    throw parametersExclusive(['application_fee_amount', 'transfer_data[amount]'])
  if (fee > amount) throw feeTooLarge(fee, amount)
}
