/** What an amount is made of: lines, discount, shipping and tax (`amount_details`). */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { amountMismatch } from './refusals.js'

type PaymentIntent = Stripe.PaymentIntent
type Given = Stripe.PaymentIntentCreateParams.AmountDetails
type Line = Stripe.PaymentIntentCreateParams.AmountDetails.LineItem

/** Parameters that may say it; an empty value forgets it. */
export interface Saying {
  readonly amount_details?: Stripe.Emptyable<Given>
}

/** Under the intent's id: its object shows no lines. */
interface Aside {
  readonly lines: readonly Stripe.PaymentIntentAmountDetailsLineItem[]
}

/** @throws Refusal when the parts don't add up to `amount`, unless the request bears with that */
export function checkDetails({ amount_details: details }: Saying, amount: number): void {
  if (!details || details.enforce_arithmetic_validation === false) return
  const sum = sumOf(details)
  if (sum !== undefined && sum !== amount) throw amountMismatch(sum, amount)
}

/** The field as it is shown, and its lines kept. Nothing when the request doesn't speak of it. */
export function detailsAfter(
  id: string,
  { amount_details: details }: Saying,
  amount: number,
  work: UnitOfWork,
): Pick<PaymentIntent, 'amount_details'> {
  if (details === undefined) return {}
  keepLines(id, details || undefined, work)
  return { amount_details: details ? shown(details, amount) : {} }
}

/** The same for a verb, in which the amount that has to add up is another one. */
export function withDetails(
  intent: PaymentIntent,
  saying: Saying,
  amount: number,
  work: UnitOfWork,
): PaymentIntent {
  checkDetails(saying, amount)
  const changes = detailsAfter(intent.id, saying, amount, work)
  return work.update('payment_intent', intent.id, changes)
}

/** `GET /v1/payment_intents/:id/amount_details_line_items`, in the order in which they were given. */
export function linesOf(id: string, work: UnitOfWork) {
  return work.aside<Aside>(id).lines ?? []
}

/** Undefined without lines: then there is nothing that has to add up. */
function sumOf(details: Given): number | undefined {
  const lines = details.line_items || []
  if (lines.length === 0) return undefined
  const shipping = details.shipping ? details.shipping.amount || 0 : 0
  const tax = details.tax ? details.tax.total_tax_amount : 0
  const whole = lines.reduce((sum, line) => sum + totalOf(line), 0)
  return whole + shipping + tax - (details.discount_amount || 0)
}

function totalOf({ discount_amount = 0, quantity, tax, unit_cost }: Line): number {
  return unit_cost * quantity - discount_amount + (tax?.total_tax_amount ?? 0)
}

function shown(details: Given, amount: number): Stripe.PaymentIntent.AmountDetails {
  const { discount_amount, shipping, tax } = details
  const sum = sumOf(details)
  const { message = null } = sum === undefined ? {} : amountMismatch(sum, amount)
  return {
    ...(discount_amount && { discount_amount }),
    ...(sum !== undefined &&
      sum !== amount && { error: { code: 'amount_details_amount_mismatch', message } }),
    ...(shipping && {
      shipping: {
        amount: shipping.amount || null,
        from_postal_code: shipping.from_postal_code || null,
        to_postal_code: shipping.to_postal_code || null,
      },
    }),
    ...(tax && { tax: { total_tax_amount: tax.total_tax_amount } }),
  }
}

function keepLines(id: string, details: Given | undefined, work: UnitOfWork): void {
  const lines = (details?.line_items || []).map((line) => lineOf(line, work))
  work.setAside<Aside>(id, { lines })
}

function lineOf(line: Line, work: UnitOfWork): Stripe.PaymentIntentAmountDetailsLineItem {
  return {
    id: work.newId('payment_intent_amount_details_line_item'),
    object: 'payment_intent_amount_details_line_item',
    discount_amount: line.discount_amount ?? null,
    payment_method_options: optionsOf(line),
    product_code: line.product_code ?? null,
    product_name: line.product_name,
    quantity: line.quantity,
    tax: line.tax ? { total_tax_amount: line.tax.total_tax_amount } : null,
    unit_cost: line.unit_cost,
    unit_of_measure: line.unit_of_measure ?? null,
  }
}

function optionsOf({ payment_method_options: options }: Line) {
  if (!options) return null
  const { card, card_present, klarna, paypal } = options
  return {
    ...(card && { card: { commodity_code: card.commodity_code ?? null } }),
    ...(card_present && { card_present: { commodity_code: card_present.commodity_code ?? null } }),
    ...(klarna && {
      klarna: {
        image_url: klarna.image_url ?? null,
        product_url: klarna.product_url ?? null,
        reference: klarna.reference ?? null,
        subscription_reference: klarna.subscription_reference ?? null,
      },
    }),
    ...(paypal && { paypal }),
  }
}
