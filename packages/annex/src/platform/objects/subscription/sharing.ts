/** Who gets a part of what a subscription brings: checked when it is said, done by its invoices. */
import type Stripe from 'stripe'
import { parametersExclusive } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { checkDestination } from '../transfer/destination.js'
import { feeNeedsApplication, percentOutOfRange } from './refusals.js'

type Subscription = Stripe.Subscription
type Shared = Pick<Subscription, 'application_fee_percent' | 'on_behalf_of' | 'transfer_data'>

interface Params {
  readonly application_fee_percent?: Stripe.Emptyable<number>
  readonly on_behalf_of?: Stripe.Emptyable<string>
  readonly transfer_data?: Stripe.Emptyable<{
    readonly amount_percent?: number
    readonly destination: string
  }>
}

/** @throws Refusal naming what cannot be shared so */
export function sharingAfter(params: Params, before: Shared | undefined, work: UnitOfWork): Shared {
  const after: Shared = {
    application_fee_percent: said(params.application_fee_percent, before?.application_fee_percent),
    on_behalf_of: said(params.on_behalf_of, before?.on_behalf_of),
    transfer_data:
      params.transfer_data === undefined
        ? (before?.transfer_data ?? null)
        : transferOf(params.transfer_data),
  }
  check(params, after, work)
  return after
}

function said<T>(given: Stripe.Emptyable<T> | undefined, before: T | null | undefined): T | null {
  return given === undefined ? (before ?? null) : given || null
}

function transferOf(given: Params['transfer_data']): Subscription['transfer_data'] {
  if (!given) return null
  return { amount_percent: given.amount_percent ?? null, destination: given.destination }
}

function check(params: Params, after: Shared, work: UnitOfWork): void {
  const { application_fee_percent: fee, transfer_data: transfer, on_behalf_of: behalf } = after
  if (fee !== null) checkPercent(fee, 'application_fee_percent')
  if (transfer && transfer.amount_percent !== null) {
    checkPercent(transfer.amount_percent, 'transfer_data[amount_percent]')
    if (fee !== null) {
      throw parametersExclusive(['application_fee_percent', 'transfer_data[amount_percent]'])
    }
  }
  if (params.on_behalf_of && behalf) checkDestination(idOf(behalf), 'on_behalf_of', work)
  if (params.transfer_data && transfer) {
    checkDestination(idOf(transfer.destination), 'transfer_data[destination]', work)
  }
  if (fee !== null && !transfer && work.caller.application === null) throw feeNeedsApplication()
}

/** Between 0 and 100, with at most two digits after the point. */
function checkPercent(percent: number, param: string): void {
  const isFine = percent >= 0 && percent <= 100 && Number(percent.toFixed(2)) === percent
  if (!isFine) throw percentOutOfRange(param)
}
