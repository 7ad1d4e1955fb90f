/** From `line_items` to what a session sells. */
import type Stripe from 'stripe'
import { integerTooSmall } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataAfter } from '../../engine/metadata-after.js'
import { metadataFrom } from '../metadata.js'
import { priceGiven } from '../price/given.js'
import { productFor } from '../price/product.js'
import { quantityOfMetered } from '../subscription/refusals.js'
import { ratesGiven } from '../tax-rate/given.js'
import type { CreateParams, Line } from './kept.js'
import { productMissing, quantityBounds, quantityMissing } from './refusals.js'

type Given = NonNullable<CreateParams['line_items']>[number]
type Adjustable = Stripe.LineItem.AdjustableQuantity

/** How many a payer may choose when nobody says. */
const MOST = 99

export function linesGiven(given: readonly Given[], work: UnitOfWork): Line[] {
  return given.map((item, index) => lineGiven(item, index, work))
}

export function lineGiven(item: Given, index: number, work: UnitOfWork): Line {
  const price = priceOf(item, `line_items[${index}]`, work)
  const adjustable_quantity = adjustableOf(item.adjustable_quantity)
  return {
    id: work.newId('item'),
    price: price.id,
    quantity: quantityOf(item, { price, adjustable_quantity, index }),
    adjustable_quantity,
    metadata: metadataFrom(item.metadata),
    tax_rates: ratesIn(item, index, work),
  }
}

/** Of what is paid by usage nobody orders a number; payment links alone have to say one all the same. */
export function refuseQuantities(
  given: readonly Pick<Given, 'quantity'>[],
  lines: readonly Line[],
  work: UnitOfWork,
): void {
  for (const [index, line] of lines.entries()) {
    const isMetered = work.get('price', line.price).recurring?.usage_type === 'metered'
    if (isMetered && given[index]?.quantity !== undefined) {
      throw quantityOfMetered(`line_items[${index}]`)
    }
  }
}

/** What an update may say of a line that is there. */
export interface LineChange {
  readonly price?: string
  readonly price_data?: NonNullable<Given['price_data']>
  readonly quantity?: number
  readonly adjustable_quantity?: NonNullable<Given['adjustable_quantity']>
  readonly metadata?: Stripe.Emptyable<Stripe.MetadataParam>
  readonly tax_rates?: Stripe.Emptyable<string[]>
}

export function lineAfter(before: Line, change: LineChange, index: number, work: UnitOfWork): Line {
  const { quantity = before.quantity, metadata, adjustable_quantity: adjusted } = change
  const priced = change.price ?? change.price_data
  const price = priced
    ? priceOf(change, `line_items[${index}]`, work)
    : work.get('price', before.price)
  const adjustable_quantity = adjusted ? adjustableOf(adjusted) : before.adjustable_quantity
  return {
    id: before.id,
    price: price.id,
    quantity: quantityOf({ quantity }, { price, adjustable_quantity, index }),
    adjustable_quantity,
    metadata: metadataAfter(before.metadata, metadata),
    tax_rates: change.tax_rates === undefined ? before.tax_rates : ratesIn(change, index, work),
  }
}

function ratesIn({ tax_rates }: Pick<LineChange, 'tax_rates'>, index: number, work: UnitOfWork) {
  return ratesGiven(tax_rates, work, `line_items[${index}][tax_rates]`).map(({ id }) => id)
}

function priceOf(
  { price, price_data }: Pick<LineChange, 'price' | 'price_data'>,
  param: string,
  work: UnitOfWork,
): Stripe.Price {
  if (!price_data) return priceGiven({ ...(price && { price }) }, work, param)
  const { product, product_data, ...data } = price_data
  if (!product && !product_data) throw productMissing(`${param}[price_data]`)
  // Made for this one sale, so nobody else is offered it.
  const sold =
    product ?? productFor({ ...product_data, name: product_data?.name ?? '', active: false }, work)
  const given = { ...(price && { price }), price_data: { ...data, product: sold } }
  return priceGiven(given, work, param)
}

interface Sold {
  readonly price: Stripe.Price
  readonly adjustable_quantity: Adjustable | null
  readonly index: number
}

function quantityOf(
  { quantity }: Pick<Given, 'quantity'>,
  { price, adjustable_quantity, index }: Sold,
): number {
  const param = `line_items[${index}][quantity]`
  // What will be used is counted later.
  if (price.recurring?.usage_type === 'metered') return 1
  if (quantity === undefined) throw quantityMissing(index)
  if (quantity < 1) throw integerTooSmall(param, 1)
  if (!isWithin(quantity, adjustable_quantity)) throw quantityBounds(param)
  return quantity
}

export function isWithin(quantity: number, adjustable: Adjustable | null): boolean {
  if (!adjustable?.enabled) return true
  return quantity >= (adjustable.minimum ?? 0) && quantity <= (adjustable.maximum ?? MOST)
}

export function adjustableOf(given: Given['adjustable_quantity']): Adjustable | null {
  if (!given?.enabled) return null
  return { enabled: true, minimum: given.minimum ?? 0, maximum: given.maximum ?? MOST }
}
