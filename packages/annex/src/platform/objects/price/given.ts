/** The price that a parameter means: an id, a legacy plan's id, or the description of a new one. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'
import { parameterMissing, parametersExclusive } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Decimal } from './decimal.js'
import { addPrice } from './new-price.js'

export interface PriceGiven {
  readonly price?: string
  readonly plan?: string
  /** Sold while it was on offer, as in a checkout paid later or a phase planned earlier: it may have been withdrawn since. */
  readonly agreed?: boolean
  readonly price_data?: {
    readonly currency: string
    readonly product: string
    readonly recurring?: Stripe.PriceCreateParams.Recurring
    readonly tax_behavior?: Stripe.PriceCreateParams.TaxBehavior
    readonly unit_amount?: number
    readonly unit_amount_decimal?: Decimal
  }
}

/** @param param where the parameters stand, for refusals: `items[0]` */
export function priceGiven(
  { price, plan, price_data, agreed }: PriceGiven,
  work: UnitOfWork,
  param: string,
): Stripe.Price {
  if (price && price_data) throw parametersExclusive([`${param}[price]`, `${param}[price_data]`])
  const id = price ?? plan
  if (id !== undefined) {
    const named = work.get('price', id, `${param}[${price ? 'price' : 'plan'}]`)
    return agreed ? named : active(named)
  }
  if (!price_data) throw parameterMissing(`${param}[price]`)
  work.get('product', price_data.product, `${param}[price_data][product]`)
  // Made for this one use, so nobody else is offered it.
  return addPrice({ ...price_data, active: false }, work)
}

function active(price: Stripe.Price): Stripe.Price {
  if (!price.active) throw priceInactive(price.id)
  return price
}

function priceInactive(id: string): Refusal {
  return invalidRequest(
    `The price specified is inactive. This field only accepts active prices: ${id}.`,
    { param: 'price' },
  )
}

/** What the price asks for in `currency`; undefined when it isn't sold in it. */
export function pricingIn(price: Stripe.Price, currency: string): Stripe.Price | undefined {
  if (price.currency === currency) return price
  const option = price.currency_options?.[currency]
  return option && { ...price, ...option, tiers: option.tiers ?? price.tiers ?? [], currency }
}
