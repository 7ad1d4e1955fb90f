/** What a price asks for, in its own currency and in others: amounts, tiers, what payers may choose. */
import type Stripe from 'stripe'
import { decimalOf, wholeOf, type Decimal } from './decimal.js'

/** Alike in a price's parameters and in each of its `currency_options`. */
export interface AmountParams {
  readonly unit_amount?: number
  readonly unit_amount_decimal?: Decimal
  readonly custom_unit_amount?: Stripe.PriceCreateParams.CustomUnitAmount
  readonly tax_behavior?: Stripe.PriceCreateParams.TaxBehavior
  readonly tiers?: Stripe.PriceCreateParams.Tier[]
}

type Options = Stripe.Price.CurrencyOptions

export function amountsOf(given: AmountParams): Options {
  const { unit_amount, unit_amount_decimal, custom_unit_amount, tiers } = given
  return {
    custom_unit_amount: custom_unit_amount?.enabled ? customAmount(custom_unit_amount) : null,
    tax_behavior: given.tax_behavior ?? 'unspecified',
    ...(tiers && { tiers: tiers.map(tierOf) }),
    unit_amount: wholeOf(unit_amount, unit_amount_decimal),
    unit_amount_decimal: decimalOf(unit_amount, unit_amount_decimal),
  }
}

/** All currencies it can be paid in; its own is one of them. */
export function currencyOptions(
  price: Options & { currency: string },
  others: Readonly<Record<string, AmountParams>> | null | undefined,
): Record<string, Options> {
  const { custom_unit_amount, tax_behavior, tiers, unit_amount, unit_amount_decimal } = price
  const own = { custom_unit_amount, tax_behavior, unit_amount, unit_amount_decimal }
  const more = Object.entries(others ?? {}).map(([currency, given]) => [currency, amountsOf(given)])
  return { [price.currency]: { ...own, ...(tiers && { tiers }) }, ...Object.fromEntries(more) }
}

function tierOf(tier: Stripe.PriceCreateParams.Tier): Stripe.Price.Tier {
  return {
    flat_amount: wholeOf(tier.flat_amount, tier.flat_amount_decimal),
    flat_amount_decimal: decimalOf(tier.flat_amount, tier.flat_amount_decimal),
    unit_amount: wholeOf(tier.unit_amount, tier.unit_amount_decimal),
    unit_amount_decimal: decimalOf(tier.unit_amount, tier.unit_amount_decimal),
    up_to: tier.up_to === 'inf' ? null : tier.up_to,
  }
}

function customAmount(
  given: Stripe.PriceCreateParams.CustomUnitAmount,
): Stripe.Price.CustomUnitAmount {
  const { maximum = null, minimum = null, preset = null } = given
  return { maximum, minimum, preset }
}
