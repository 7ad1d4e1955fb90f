/** `POST /v1/tax/transactions/create_from_calculation`: what was calculated has been collected. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { Operation } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import type { Aside } from '../tax-calculation/calculate.js'
import { keep, type Line, type Transaction } from './kept.js'
import { calculationExpired } from './refusals.js'

type Params = Stripe.Tax.TransactionCreateFromCalculationParams

export const createFromCalculation: Operation = (_path, params: Params, work) =>
  commit(params, work)

export function commit(params: Params, work: UnitOfWork): Transaction {
  const calculation = work.get('tax.calculation', params.calculation, 'calculation')
  if ((calculation.expires_at ?? Infinity) <= work.now) throw calculationExpired(params.calculation)
  const { currency, customer, customer_details, ship_from_details, tax_date } = calculation
  const { lines = [] } = work.aside<Aside>(params.calculation)
  return keep(
    {
      id: work.newId('tax.transaction'),
      object: 'tax.transaction',
      ...{ created: work.now, currency, customer, customer_details },
      ...{ livemode: work.caller.livemode, metadata: metadataFrom(params.metadata) },
      posted_at: params.posted_at ?? work.now,
      reference: params.reference,
      reversal: null,
      ship_from_details,
      shipping_cost: withoutBreakdown(calculation.shipping_cost),
      tax_date,
      type: 'transaction',
    },
    lines.map((line) => lineOf(line, work)),
    work,
  )
}

function withoutBreakdown(cost: Stripe.Tax.Calculation.ShippingCost | null) {
  if (cost === null) return null
  const { tax_breakdown: _, ...shown } = cost
  return shown
}

function lineOf(line: Stripe.Tax.CalculationLineItem, work: UnitOfWork): Line {
  const { amount, amount_tax, livemode, metadata, product, quantity, reference } = line
  const { tax_behavior, tax_code } = line
  return {
    id: `tax_li_${randomText(14, work.random)}`,
    object: 'tax.transaction_line_item',
    ...{ amount, amount_tax, livemode, metadata, product, quantity, reference },
    ...{ reversal: null, tax_behavior, tax_code, type: 'transaction' },
  }
}
