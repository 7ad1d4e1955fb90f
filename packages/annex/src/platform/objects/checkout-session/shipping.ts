/** How what is sold reaches its payer: the rates to choose from, and the one that was chosen. */
import type Stripe from 'stripe'
import { given } from '../../engine/given.js'
import { integerTooSmall, parameterMissing } from '../../engine/refusals/parameters.js'
import { blank } from '../../engine/shape.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { idOf } from '../reference.js'
import type { CreateParams, Session } from './kept.js'
import { noSuchShipping, rateInactive, shippingInOtherCurrency, tooManyRates } from './refusals.js'

type Given = NonNullable<CreateParams['shipping_options']>
type Options = Session['shipping_options']
type Rate = Stripe.ShippingRate

const MOST = 5

/** @param options also of an update, where an empty text takes them away */
export function shippingGiven(
  options: Stripe.Emptyable<Given> | undefined,
  currency: string | null,
  work: UnitOfWork,
): Options {
  const all = options || []
  if (all.length > MOST) throw tooManyRates(MOST)
  return all.map((option, index) => {
    const param = `shipping_options[${index}]`
    const rate = rateFrom(option, param, work)
    const amount = amountIn(rate, currency ?? '', param)
    if (amount < 0) throw integerTooSmall(placeOfAmount(option, param), 0)
    return { shipping_amount: amount, shipping_rate: rate.id }
  })
}

function placeOfAmount({ shipping_rate }: Given[number], param: string): string {
  const place =
    shipping_rate === undefined ? 'shipping_rate_data][fixed_amount][amount' : 'shipping_rate'
  return `${param}[${place}]`
}

function rateFrom(
  { shipping_rate: id, shipping_rate_data: data }: Given[number],
  param: string,
  work: UnitOfWork,
): Rate {
  if (id !== undefined) {
    const rate = work.get('shipping_rate', id, `${param}[shipping_rate]`)
    if (!rate.active) throw rateInactive(id, `${param}[shipping_rate]`)
    return rate
  }
  if (!data) throw parameterMissing(`${param}[shipping_rate]`)
  const fixed = data.fixed_amount
  if (!fixed) throw parameterMissing(`${param}[shipping_rate_data][fixed_amount]`)
  return work.insert('shipping_rate', {
    ...blank('shipping_rate'),
    ...given('shipping_rate', { ...data }),
    id: work.newId('shipping_rate'),
    object: 'shipping_rate',
    active: true,
    created: work.now,
    livemode: work.caller.livemode,
    metadata: metadataFrom(data.metadata),
    tax_behavior: data.tax_behavior ?? 'unspecified',
    type: 'fixed_amount',
    // Every field is there: the catalogue's blank has them all.
  } as unknown as Rate)
}

function amountIn({ id, fixed_amount }: Rate, currency: string, param: string): number {
  if (fixed_amount?.currency === currency) return fixed_amount.amount
  const other = fixed_amount?.currency_options?.[currency]
  if (!other) throw shippingInOtherCurrency(id, currency, param)
  return other.amount
}

/** What is chosen costs no tax here: rates have none of their own, and taxes are not computed. */
export function shippingCost(
  { shipping_options: options }: Pick<Session, 'shipping_options'>,
  chosen: string | undefined = options[0] && idOf(options[0].shipping_rate),
): Session['shipping_cost'] {
  const option = options.find(({ shipping_rate }) => idOf(shipping_rate) === chosen)
  if (!option) return null
  const { shipping_amount: amount } = option
  return {
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    shipping_rate: chosen ?? null,
  }
}

/** @throws Refusal for what isn't among them */
export function shippingChosen(session: Session, rate: string): Session['shipping_cost'] {
  const cost = shippingCost(session, rate)
  if (!cost) throw noSuchShipping(rate)
  return cost
}
