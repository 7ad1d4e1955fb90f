/** Passes money on: out of the balance here, into the balance there. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { record } from '../balance-transaction/record.js'
import { receive } from './receive.js'

export interface Passed {
  readonly amount: number
  readonly currency: string
  /** A connected account. */
  readonly destination: string
  readonly description: string | null
  readonly metadata: Stripe.Metadata
  /** The charge whose money it is; null: money that was available. */
  readonly source: Stripe.Charge | null
  readonly source_type: string
  readonly transfer_group: string | null
  /** Unix seconds: no sooner than the source's own money. */
  readonly availableOn: number
  /** What the platform keeps of it as an application fee; 0 for none. */
  readonly fee: number
}

export interface Made {
  readonly transfer: Stripe.Transfer
  readonly application_fee: string | null
}

export function makeTransfer(passed: Passed, work: UnitOfWork): Made {
  const id = work.newId('transfer')
  const balance_transaction = leave(id, passed, work)
  const arrived = receive(id, passed, work)
  const transfer = work.insert('transfer', {
    id,
    object: 'transfer',
    amount: passed.amount,
    amount_reversed: 0,
    balance_transaction,
    created: work.now,
    currency: passed.currency,
    description: passed.description,
    destination: passed.destination,
    destination_payment: arrived.charge,
    livemode: work.caller.livemode,
    metadata: passed.metadata,
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: passed.source?.id ?? null,
    source_type: passed.source_type,
    transfer_group: passed.transfer_group,
  })
  return { transfer, application_fee: arrived.application_fee }
}

function leave(id: string, passed: Passed, work: UnitOfWork): string {
  const movement = {
    id: work.newId('balance_transaction'),
    type: 'transfer',
    reporting_category: 'transfer',
    amount: -passed.amount,
    currency: passed.currency,
    source: id,
    source_type: passed.source_type,
    description: passed.description,
    availableOn: passed.availableOn,
  } as const
  return record(movement, work).id
}
