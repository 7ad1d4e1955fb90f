/** What a promotion code asks of whoever redeems it: a first purchase, of so much at least. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import { belowMinimum, onlyFirstTime, otherMinimumCurrency } from './refusals.js'

type Restrictions = Stripe.PromotionCode.Restrictions
type Given = NonNullable<Stripe.PromotionCodeCreateParams['restrictions']>

export function restrictionsOf(given: Given = {}): Restrictions {
  const { first_time_transaction, minimum_amount, minimum_amount_currency } = given
  if (minimum_amount !== undefined && minimum_amount_currency === undefined) {
    throw parameterMissing('restrictions[minimum_amount_currency]')
  }
  if (minimum_amount === undefined && minimum_amount_currency !== undefined) {
    throw parameterMissing('restrictions[minimum_amount]')
  }
  return withOptions(
    {
      first_time_transaction: first_time_transaction ?? false,
      minimum_amount: minimum_amount ?? null,
      minimum_amount_currency: minimum_amount_currency ?? null,
    },
    given,
  )
}

export function withOptions(
  before: Restrictions,
  { currency_options }: Pick<Given, 'currency_options'>,
): Restrictions {
  if (currency_options === undefined) return before
  const added = Object.entries(currency_options).map(
    ([currency, { minimum_amount = 0 }]) => [currency, { minimum_amount }] as const,
  )
  return {
    ...before,
    currency_options: { ...before.currency_options, ...Object.fromEntries(added) },
  }
}

export interface Purchase {
  readonly customer: string
  readonly currency?: string
  /** Before discounts and taxes; left out where nobody knows yet. */
  readonly amount?: number
}

/** @throws Refusal naming `param`, the one that held the code */
export function checkRestrictions(
  { restrictions }: Stripe.PromotionCode,
  purchase: Purchase,
  work: UnitOfWork,
  param: string,
): void {
  if (restrictions.first_time_transaction && hasPaid(purchase.customer, work)) {
    throw onlyFirstTime(param)
  }
  const { amount, currency } = purchase
  if (restrictions.minimum_amount === null || amount === undefined || currency === undefined) return
  const minimum = minimumIn(restrictions, currency)
  if (minimum === undefined) throw otherMinimumCurrency(currency, param)
  if (amount < minimum) throw belowMinimum(param)
}

function minimumIn(restrictions: Restrictions, currency: string): number | undefined {
  const { minimum_amount, minimum_amount_currency, currency_options } = restrictions
  if (minimum_amount !== null && minimum_amount_currency === currency) return minimum_amount
  return currency_options?.[currency]?.minimum_amount
}

function hasPaid(customer: string, work: UnitOfWork): boolean {
  if (customer === '') return false
  return (
    work.list('charge', { customer, status: 'succeeded' }).length > 0 ||
    work.list('invoice', { customer, status: 'paid' }).some(({ total }) => total > 0)
  )
}
