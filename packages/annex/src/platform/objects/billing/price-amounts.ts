/** What a quantity of a price costs: per unit, in packages, or by tiers. */
import type Stripe from 'stripe'
import { decimal, fraction, rounded, times, type Fraction } from './fraction.js'

/** The fields of a price (or of one of its currency options) that say what it costs. */
export type Pricing = Pick<
  Stripe.Price,
  'billing_scheme' | 'tiers_mode' | 'transform_quantity' | 'unit_amount_decimal'
> & { tiers?: readonly Stripe.Price.Tier[] }

/** One line's worth: tiered prices make a line for each tier, as invoices show them. */
export interface Part {
  /** Rounded to the currency's smallest unit, once. */
  readonly amount: number
  readonly quantity: number
  /** Null for a tier's flat amount. */
  readonly unit_amount_decimal: string | null
  /** From 1; undefined where there are no tiers. */
  readonly tier?: number
  readonly flat?: true
}

export function partsOf(price: Pricing, quantity: number): readonly Part[] {
  if (price.billing_scheme === 'tiered') {
    return price.tiers_mode === 'volume' ? volume(price, quantity) : graduated(price, quantity)
  }
  const unit = String(price.unit_amount_decimal ?? '0')
  const billed = transformed(quantity, price.transform_quantity)
  return [{ ...costing(unit, billed), quantity }]
}

/**
 * What is left to pay for `quantity` when `billed` of it is billed already. Tiers go on where they
 * were; what a volume's better price makes too much is taken back.
 */
export function partsBeyond(price: Pricing, quantity: number, billed: number): readonly Part[] {
  const all = partsOf(price, quantity)
  if (billed === 0) return all
  const before = partsOf(price, billed)
  const isSame = (a: Part, b: Part) => a.tier === b.tier && a.flat === b.flat
  const rest = all.map((part) =>
    less(
      part,
      before.find((one) => isSame(one, part)),
    ),
  )
  const back = before.filter((one) => !all.some((part) => isSame(part, one))).map(negative)
  const left = [...back, ...rest].filter((part) => part.amount !== 0 || part.quantity !== 0)
  return left.length > 0 ? left : rest.slice(0, 1)
}

function less(part: Part, before?: Part): Part {
  if (!before) return part
  const quantity = Number((part.quantity - before.quantity).toFixed(12))
  return { ...part, quantity, amount: part.amount - before.amount }
}

function negative(part: Part): Part {
  return less({ ...part, amount: 0, quantity: 0 }, part)
}

/** The same as one number. */
export function amountOf(price: Pricing, quantity: number): number {
  return partsOf(price, quantity).reduce((sum, part) => sum + part.amount, 0)
}

/** Units of ten, begun ones counted whole or left out. */
function transformed(quantity: number, transform: Stripe.Price.TransformQuantity | null): number {
  if (!transform) return quantity
  const packages = quantity / transform.divide_by
  return transform.round === 'up' ? Math.ceil(packages) : Math.floor(packages)
}

/** The whole quantity at the price of the tier it reaches. */
function volume(price: Pricing, quantity: number): Part[] {
  const tiers = price.tiers ?? []
  const reached = tiers.findIndex(({ up_to }) => up_to === null || quantity <= up_to)
  return ofTier(tiers[reached], quantity, reached + 1)
}

/** Each tier's share of the quantity at that tier's price. */
function graduated(price: Pricing, quantity: number): Part[] {
  const parts: Part[] = []
  let below = 0
  for (const [index, tier] of (price.tiers ?? []).entries()) {
    const upTo = Math.min(tier.up_to ?? quantity, quantity)
    // The first tier's flat amount is asked for even when nothing was used.
    if (upTo > below || index === 0) parts.push(...ofTier(tier, upTo - below, index + 1))
    below = Math.max(below, upTo)
  }
  return parts
}

function ofTier(tier: Stripe.Price.Tier | undefined, quantity: number, number: number): Part[] {
  if (!tier) return []
  const parts: Part[] = []
  if (tier.unit_amount_decimal !== null) {
    parts.push({ ...costing(String(tier.unit_amount_decimal), quantity), tier: number })
  }
  if (tier.flat_amount_decimal !== null) {
    const amount = rounded(decimal(String(tier.flat_amount_decimal)))
    parts.push({ amount, quantity: 0, unit_amount_decimal: null, tier: number, flat: true })
  }
  return parts
}

function costing(unit: string, quantity: number) {
  const cost: Fraction = times(decimal(unit), exactly(quantity))
  return { amount: rounded(cost), quantity, unit_amount_decimal: unit }
}

/** Usage may have a fraction, of twelve digits at most. */
export function exactly(quantity: number): Fraction {
  return Number.isInteger(quantity) ? fraction(quantity) : decimal(quantity.toFixed(12))
}
