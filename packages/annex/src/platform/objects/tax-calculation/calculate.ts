/** `POST /v1/tax/calculations`: what tax is due on some lines and their shipping. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { taxesOn } from '../billing/tax-amounts.js'
import { metadataFrom } from '../metadata.js'
import { taxationFor, type Taxation } from './decide.js'
import { buyerOf, shown, type Buyer } from './place.js'
import { referenceTwice } from './refusals.js'

type Calculation = Stripe.Tax.Calculation
type Line = Stripe.Tax.CalculationLineItem
type Params = Stripe.Tax.CalculationCreateParams
type Behaviour = 'exclusive' | 'inclusive'

const GOOD_FOR_SECONDS = 90 * DAY_SECONDS
const GENERAL_GOODS = 'txcd_99999999'
const SHIPPING = 'txcd_92010001'

/** Under the calculation's id: it shows them only when they are asked for. */
export interface Aside {
  readonly lines: readonly Line[]
}

/** One thing of which tax is due, whatever it is. */
interface Taxed {
  readonly amount: number
  readonly tax: number
  readonly inclusive: boolean
  readonly taxation: Taxation
}

export function calculate(params: Params, work: UnitOfWork): Partial<Calculation> {
  const id = work.newId('tax.calculation')
  const buyer = buyerOf(params, work)
  const tax_date = params.tax_date ?? work.now
  const taxationOf = taxationFor(buyer, tax_date, work)
  const behaviour = usualBehaviour(params.currency, work)
  const lines = params.line_items.map((item, index) => {
    const code = item.tax_code ?? codeOf(item.product, work)
    return lineOf(item, { index, code, buyer, work }, tax(item, behaviour, taxationOf(code)))
  })
  checkReferences(lines)
  work.setAside<Aside>(id, { lines: lines.map(({ line }) => line) })
  const shipping = shippingOf(params, { behaviour, taxationOf, buyer }, work)
  const all = [...lines.map(({ taxed }) => taxed), ...(shipping ? [shipping.taxed] : [])]
  const exclusive = sum(all.filter(({ inclusive }) => !inclusive).map((one) => one.tax))
  const { address, address_source, ip_address, tax_ids, taxability_override } = buyer
  return {
    id,
    amount_total: sum(all.map(({ amount }) => amount)) + exclusive,
    customer: params.customer ?? null,
    customer_details: { address, address_source, ip_address, tax_ids, taxability_override },
    expires_at: work.now + GOOD_FOR_SECONDS,
    ship_from_details: params.ship_from_details
      ? { address: shown(params.ship_from_details.address) }
      : null,
    shipping_cost: shipping?.cost ?? null,
    tax_amount_exclusive: exclusive,
    tax_amount_inclusive: sum(all.map((one) => one.tax)) - exclusive,
    tax_breakdown: breakdownOf(all, buyer),
    tax_date,
  }
}

function tax(
  { amount, tax_behavior }: { amount: number; tax_behavior?: string },
  usual: Behaviour,
  taxation: Taxation,
): Taxed {
  const inclusive = (tax_behavior ?? usual) === 'inclusive'
  const { percentage = 0 } = taxation.rate ?? {}
  const [due] = taxesOn(amount, [{ id: '', percentage, inclusive }])
  return { amount, inclusive, taxation, tax: due?.amount ?? 0 }
}

interface Around {
  readonly index: number
  readonly code: string
  readonly buyer: Buyer
  readonly work: UnitOfWork
}

function lineOf(
  item: Params['line_items'][number],
  { index, code, buyer, work }: Around,
  taxed: Taxed,
): { line: Line; taxed: Taxed } {
  const line: Line = {
    id: `tax_li_${randomText(14, work.random)}`,
    object: 'tax.calculation_line_item',
    amount: item.amount,
    amount_tax: taxed.tax,
    livemode: work.caller.livemode,
    metadata: metadataFrom(item.metadata),
    performance_location: item.performance_location ?? null,
    product: item.product ?? null,
    quantity: item.quantity ?? 1,
    reference: item.reference ?? `L${index + 1}`,
    tax_behavior: taxed.inclusive ? 'inclusive' : 'exclusive',
    tax_breakdown: [shareOf(taxed, buyer)],
    tax_code: code,
  }
  return { line, taxed }
}

interface Circumstances {
  readonly behaviour: Behaviour
  readonly taxationOf: (code: string) => Taxation
  readonly buyer: Buyer
}

function shippingOf(
  { shipping_cost: given }: Params,
  { behaviour, taxationOf, buyer }: Circumstances,
  work: UnitOfWork,
): { cost: Calculation['shipping_cost']; taxed: Taxed } | undefined {
  if (!given) return undefined
  const rate = given.shipping_rate
    ? work.get('shipping_rate', given.shipping_rate, 'shipping_cost[shipping_rate]')
    : undefined
  const amount = given.amount ?? rate?.fixed_amount?.amount ?? 0
  const code = given.tax_code ?? SHIPPING
  const said = given.tax_behavior ?? knownBehaviour(rate?.tax_behavior) ?? behaviour
  const taxed = tax({ amount, tax_behavior: said }, behaviour, taxationOf(code))
  const cost = {
    amount,
    amount_tax: taxed.tax,
    ...(rate && { shipping_rate: rate.id }),
    tax_behavior: taxed.inclusive ? 'inclusive' : 'exclusive',
    tax_breakdown: [shareOf(taxed, buyer)],
    tax_code: code,
  }
  return { cost, taxed }
}

function knownBehaviour(behaviour: string | null | undefined): Behaviour | undefined {
  return behaviour === 'inclusive' || behaviour === 'exclusive' ? behaviour : undefined
}

/** With a line, its whole jurisdiction. */
function shareOf({ amount, inclusive, tax: due, taxation }: Taxed, { address }: Buyer) {
  const { rate, reason } = taxation
  const { country, state } = address
  return {
    amount: due,
    jurisdiction: {
      country,
      display_name: (rate?.state ? state : country) ?? country,
      level: rate?.state ? 'state' : 'country',
      state: rate?.state ?? null,
    },
    sourcing: 'destination',
    tax_rate_details: rate
      ? {
          display_name: rate.display_name,
          percentage_decimal: String(rate.percentage),
          tax_type: rate.type,
        }
      : null,
    taxability_reason: reason,
    taxable_amount: rate ? amount - (inclusive ? due : 0) : 0,
  }
}

/** With the whole, one sum for each way of being taxed. */
function breakdownOf(all: readonly Taxed[], { address }: Buyer): Calculation['tax_breakdown'] {
  const groups = Map.groupBy(all, ({ inclusive, taxation }) => `${inclusive} ${taxation.reason}`)
  return [...groups.values()].map((some) => {
    const [first] = some
    const { rate, reason = 'not_supported' } = first?.taxation ?? {}
    const inclusive = first?.inclusive ?? false
    const amount = sum(some.map((one) => one.tax))
    const taxable = sum(some.map((one) => one.amount)) - (inclusive ? amount : 0)
    return {
      amount,
      inclusive,
      tax_rate_details: {
        country: address.country,
        flat_amount: null,
        percentage_decimal: String(rate?.percentage ?? 0),
        rate_type: rate ? 'percentage' : null,
        state: address.country === 'US' ? address.state : null,
        tax_type: rate?.type ?? null,
      },
      taxability_reason: reason,
      taxable_amount: rate ? taxable : 0,
    }
  })
}

/** As the settings have it; inferred, prices in North America are without tax. */
function usualBehaviour(currency: string, work: UnitOfWork): Behaviour {
  const { tax_behavior } = work.find('tax.settings', 'self')?.defaults ?? {}
  if (tax_behavior === 'inferred_by_currency') {
    return currency === 'usd' || currency === 'cad' ? 'exclusive' : 'inclusive'
  }
  return tax_behavior === 'inclusive' ? 'inclusive' : 'exclusive'
}

function codeOf(product: string | undefined, work: UnitOfWork): string {
  const { tax_code } = product ? work.get('product', product, 'product') : {}
  const usual = work.find('tax.settings', 'self')?.defaults.tax_code ?? GENERAL_GOODS
  return typeof tax_code === 'string' ? tax_code : (tax_code?.id ?? usual)
}

function checkReferences(lines: readonly { line: Line }[]): void {
  const seen = new Set<string>()
  for (const [index, { line }] of lines.entries()) {
    if (seen.has(line.reference)) throw referenceTwice(line.reference, index)
    seen.add(line.reference)
  }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, one) => total + one, 0)
}
