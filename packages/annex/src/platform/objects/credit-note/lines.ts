/** The lines of a credit note: what is taken back of an invoice's lines, with its discounts and taxes. */
import type Stripe from 'stripe'
import { integerTooSmall, parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { decimal, dividedBy, fraction, rounded, times } from '../billing/fraction.js'
import { exactly } from '../billing/price-amounts.js'
import { linesOf, ratesOf } from '../invoice/draft.js'
import { idOf } from '../reference.js'
import { noSuchLine } from './refusals.js'

type Line = Stripe.CreditNoteLineItem
type Params = Pick<Stripe.CreditNoteCreateParams, 'amount' | 'lines'>
type GivenLine = NonNullable<Params['lines']>[number]

export function linesGiven(params: Params, invoice: Stripe.Invoice, work: UnitOfWork): Line[] {
  if (params.lines) {
    return params.lines.map((line, index) => lineGiven(line, invoice, work, `lines[${index}]`))
  }
  if (params.amount === undefined) throw parameterMissing('amount')
  if (params.amount < 1) throw integerTooSmall('amount', 1)
  return [{ ...blankLine(work), amount: params.amount, description: 'Credit', quantity: 1 }]
}

function lineGiven(
  given: GivenLine,
  invoice: Stripe.Invoice,
  work: UnitOfWork,
  param: string,
): Line {
  if (given.type === 'custom_line_item') return customLine(given, work, param)
  const id = given.invoice_line_item ?? ''
  const line = linesOf(invoice.id, work).find((one) => one.id === id)
  if (!line) throw noSuchLine(id, `${param}[invoice_line_item]`)
  return lineTakenBack(line, given, invoice, work)
}

function customLine(given: GivenLine, work: UnitOfWork, param: string): Line {
  const { unit_amount, unit_amount_decimal, quantity = 1, amount } = given
  const unit = unit_amount_decimal === undefined ? unit_amount : String(unit_amount_decimal)
  if (unit === undefined && amount === undefined) throw parameterMissing(`${param}[unit_amount]`)
  const whole = amount ?? rounded(times(decimal(unit ?? 0), fraction(quantity)))
  return {
    ...blankLine(work),
    ...{ amount: whole, description: given.description ?? null, quantity },
    unit_amount: unit_amount ?? null,
  }
}

/** Discounts, credit and taxes go back in the proportion that the amount does. */
function lineTakenBack(
  line: Stripe.InvoiceLineItem,
  { amount, quantity, description }: GivenLine,
  invoice: Stripe.Invoice,
  work: UnitOfWork,
): Line {
  const units = line.quantity ?? 1
  const ofUnits = quantity === undefined ? line.amount : share(line.amount, quantity, units)
  const back = amount ?? ofUnits
  const part = (whole: number) => share(whole, back, line.amount)
  const discounts = (line.discount_amounts ?? []).map(({ amount: whole, discount }) => ({
    ...{ amount: part(whole), discount: idOf(discount) },
  }))
  const rates = ratesOf(line, work)
  return {
    ...blankLine(work),
    amount: back,
    description: description ?? line.description,
    discount_amount: discounts.reduce((sum, one) => sum + one.amount, 0),
    discount_amounts: discounts,
    invoice_line_item: line.id,
    pretax_credit_amounts: pretaxBack(line, part),
    quantity: quantity ?? line.quantity,
    tax_rates: [...(rates.length > 0 ? rates : invoice.default_tax_rates)],
    taxes: (line.taxes ?? []).map((tax) => ({
      ...tax,
      amount: part(tax.amount),
      taxable_amount: tax.taxable_amount === null ? null : part(tax.taxable_amount),
    })),
    type: 'invoice_line_item',
  }
}

/** What the customer's credit has paid of the line isn't theirs to have back as money. */
function pretaxBack(
  { pretax_credit_amounts: all }: Stripe.InvoiceLineItem,
  part: (whole: number) => number,
): Line['pretax_credit_amounts'] {
  return (all ?? []).map(
    ({ amount: whole, type, discount, credit_balance_transaction: spent }) => ({
      amount: part(whole),
      ...(discount && { discount: idOf(discount) }),
      ...(spent && { credit_balance_transaction: idOf(spent) }),
      type,
    }),
  )
}

/** Of amounts as of quantities; what was used may have a fraction. */
function share(whole: number, part: number, of: number): number {
  if (of === 0) return 0
  return rounded(times(fraction(whole), dividedBy(exactly(part), exactly(of))))
}

function blankLine(work: UnitOfWork): Line {
  return {
    id: work.newId('credit_note_line_item'),
    object: 'credit_note_line_item',
    amount: 0,
    description: null,
    discount_amount: 0,
    discount_amounts: [],
    livemode: work.caller.livemode,
    metadata: {},
    pretax_credit_amounts: [],
    quantity: null,
    tax_rates: [],
    taxes: [],
    type: 'custom_line_item',
    unit_amount: null,
    unit_amount_decimal: null,
  }
}
