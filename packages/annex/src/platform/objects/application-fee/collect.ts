/** Takes an application's fee: money of the connected account becomes money of the platform. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { record } from '../balance-transaction/record.js'

export interface FeeTaken {
  readonly amount: number
  /** `ca_…` */
  readonly application: string
  /** The charge on the connected account: it was made there, or it is the money that arrived. */
  readonly charge: Pick<Stripe.Charge, 'id' | 'currency'>
  /** The connected account. */
  readonly account: string
  /** The platform's charge that the money came from; null when the payer paid the account. */
  readonly originating: string | null
  /** Unix seconds: a fee is there when the charge's own money is. */
  readonly availableOn: number
}

/** The fee lives in the account of the application's owner; the connected account sees its id only. */
export function collect(taken: FeeTaken, work: UnitOfWork): Stripe.ApplicationFee {
  const owner = work.ownerOf(taken.application) ?? work.caller.account
  const there = work.on({ account: owner, livemode: work.caller.livemode })
  const id = there.newId('application_fee')
  const { amount, application, charge, account } = taken
  return there.insert('application_fee', {
    id,
    object: 'application_fee',
    account,
    amount,
    amount_refunded: 0,
    application,
    balance_transaction: recordFee(id, taken, there),
    charge: charge.id,
    created: there.now,
    currency: charge.currency,
    fee_source: { charge: charge.id, type: 'charge' },
    livemode: there.caller.livemode,
    originating_transaction: taken.originating,
    refunded: false,
    refunds: {
      object: 'list',
      data: [],
      has_more: false,
      url: `/v1/application_fees/${id}/refunds`,
    },
  })
}

function recordFee(
  id: string,
  { amount, charge, availableOn }: FeeTaken,
  work: UnitOfWork,
): string {
  const movement = {
    id: work.newId('balance_transaction'),
    type: 'application_fee',
    reporting_category: 'platform_earning',
    amount,
    currency: charge.currency,
    source: id,
    availableOn,
  } as const
  return record(movement, work).id
}
