/** A session as its page shows it: plain values, everything computed. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { pricedLines, type Priced } from '../../objects/checkout-session/amounts.js'
import type { Kept } from '../../objects/checkout-session/kept.js'
import { laterOf, rhythmOf, trialDaysOf, trialEndOf } from '../../objects/checkout-session/later.js'
import { dueToday } from '../../objects/checkout-session/due-today.js'
import { methodsOf, type PageMethod } from '../../objects/checkout-session/page-methods.js'
import { neededFor } from '../../objects/checkout-session/pay.js'
import { mayRemove, maySave, savedMethods } from '../../objects/checkout-session/saved.js'
import { costOf } from '../../objects/checkout-session/amounts.js'
import { idOf, idOrNull } from '../../objects/reference.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { expiryWords, methodWords } from '../method-words.js'
import type { AskedSession } from './asked-session.js'
import { groupsOf } from './questions.js'
import { buttonWords, deliveryWords, everyWords, laterWords, trialWords } from './words.js'

export interface LineView {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly quantity: number
  /** What one of it costs, and how often. */
  readonly unit: string
  readonly amount: string
  /** From and to, where the payer may choose how many. */
  readonly choice: { readonly min: number; readonly max: number } | null
  /** The payer put it in. */
  readonly isOptional: boolean
}

/** What the payer may add. */
export interface OptionView extends Pick<LineView, 'name' | 'description' | 'unit' | 'quantity'> {
  readonly price: string
}

export interface ShippingView {
  readonly rate: string
  readonly name: string
  /** How long it takes. */
  readonly time: string | null
  readonly amount: string
  readonly isChosen: boolean
}

export interface SavedView {
  readonly id: string
  readonly words: string
  readonly expiry: string | undefined
}

export interface CheckoutView {
  readonly id: string
  readonly livemode: boolean
  readonly seller: AskedSession['seller']
  /** What the page is about, over the amount: `Pay Harbour`. */
  readonly heading: string
  readonly total: string
  /** Beside the total: `per month`. */
  readonly every: string | null
  /** In the place of the total, when nothing is due before the trial ends. */
  readonly trial: string | null
  readonly later: readonly string[]
  readonly lines: readonly LineView[]
  /** Label and amount, from subtotal to what is due today. */
  readonly sums: readonly (readonly [label: string, amount: string])[]
  /** What else may go into the order. */
  readonly options: readonly OptionView[]
  /** How it may be sent; empty where it isn't. */
  readonly shipping: readonly ShippingView[]
  readonly promotion: { readonly code: string | null; readonly mayChange: boolean }
  readonly email: string | null
  readonly needs: ReturnType<typeof neededFor>
  /** How the payer may pay; empty where nothing has to be paid or saved. */
  readonly methods: readonly PageMethod[]
  /** Cards the payer has saved, and whether they may be forgotten here. */
  readonly saved: readonly SavedView[]
  readonly mayRemove: boolean
  readonly maySave: boolean
  /** What else the payer is asked. */
  readonly asks: ReturnType<typeof groupsOf>
  readonly button: string
  readonly isSubscription: boolean
  readonly cancelUrl: string | null
  /** The seller's own words, over the button and under it. */
  readonly words: { readonly before: string | null; readonly after: string | null }
  readonly country: string
}

export function viewOf({ session, seller, work }: AskedSession): CheckoutView {
  const lines = pricedLines(session, work)
  const needs = neededFor(session, work)
  const due = dueToday(session, work)
  const currency = session.currency ?? ''
  const money = (amount: number | null) => formatMoney(amount ?? 0, currency)
  const trialEnd = trialEndOf(session, work.now)
  const trial = trialEnd === null ? null : trialWords(trialDaysOf(session), trialEnd)
  const later = laterOf(session, work)
  const [first] = later
  const everyDay =
    later.length === 1 && first && trialEnd === null && first.amount === session.amount_total
  return {
    ...{ id: session.id, livemode: session.livemode, seller },
    heading: headingOf(session, seller.name, trialEnd !== null),
    total: session.mode === 'setup' ? '' : money(due),
    every: everyDay ? everyWords(first.rhythm) : null,
    trial: due === 0 ? trial : null,
    later: everyDay ? [] : later.map((one) => laterWords(one, currency)),
    lines: lines.map((line) => lineView(line, { currency, trial, work })),
    sums: session.mode === 'setup' ? [] : sumsOf(session, { lines, due, money }),
    options: optionsOf(session, work),
    shipping: shippingView(session, work),
    promotion: { code: codeOf(session, work), mayChange: session.allow_promotion_codes === true },
    email: session.customer_email ?? knownEmail(session, work),
    needs,
    methods: needs === 'nothing' ? [] : methodsOf(session),
    saved: needs === 'nothing' ? [] : savedMethods(session, work).map(savedView),
    mayRemove: mayRemove(session),
    maySave: needs !== 'nothing' && maySave(session),
    asks: groupsOf(session),
    button: buttonWords(session, trialEnd !== null),
    isSubscription: session.mode === 'subscription',
    cancelUrl: session.cancel_url,
    words: {
      before: session.custom_text.submit?.message ?? null,
      after: session.custom_text.after_submit?.message ?? null,
    },
    country: work.find('account', work.caller.account)?.country ?? 'US',
  }
}

function savedView(method: Stripe.PaymentMethod): SavedView {
  return { id: method.id, words: methodWords(method), expiry: expiryWords(method) }
}

function headingOf({ mode }: Kept, name: string, isTrial: boolean): string {
  if (mode === 'setup') return `Save your card with ${name}`
  if (mode === 'subscription') return isTrial ? `Try ${name}` : `Subscribe to ${name}`
  return `Pay ${name}`
}

interface LineContext {
  readonly currency: string
  /** What a recurring line costs until the trial ends, in words: the amounts add up to what is due today. */
  readonly trial: string | null
  readonly work: UnitOfWork
}

function lineView(priced: Priced, { currency, trial, work }: LineContext): LineView {
  const { line, price } = priced
  const product = work.find('product', idOf(price.product))
  const rhythm = rhythmOf(priced)
  const every = rhythm ? ` ${everyWords(rhythm)}` : ''
  const { adjustable_quantity: choice } = line
  return {
    id: line.id,
    name: product?.name ?? 'Product',
    description: product?.description ?? null,
    quantity: line.quantity,
    unit: `${formatMoney(costOf(price, 1, currency), currency)}${every}`,
    amount: (rhythm && trial) ?? formatMoney(costOf(price, line.quantity, currency), currency),
    choice: choice?.enabled
      ? { min: Math.max(choice.minimum ?? 1, 1), max: choice.maximum ?? 99 }
      : null,
    isOptional: line.optional ?? false,
  }
}

/** What is offered besides and not in the order yet. */
function optionsOf(session: Kept, work: UnitOfWork): OptionView[] {
  const currency = session.currency ?? ''
  const isIn = (price: string) =>
    session.kept.lines.some((line) => line.optional && line.price === price)
  return (session.optional_items ?? [])
    .filter(({ price }) => !isIn(price))
    .map(({ price: id, quantity }) => {
      const price = work.get('price', id)
      const { name, description } = work.find('product', idOf(price.product)) ?? {}
      const every = price.recurring ? ` ${everyWords(price.recurring)}` : ''
      return {
        ...{ price: id, quantity, name: name ?? 'Product', description: description ?? null },
        unit: `${formatMoney(costOf(price, 1, currency), currency)}${every}`,
      }
    })
}

function shippingView(session: Kept, work: UnitOfWork): ShippingView[] {
  const chosen = idOrNull(session.shipping_cost?.shipping_rate)
  return session.shipping_options.map(({ shipping_amount: amount, shipping_rate }) => {
    const rate = work.find('shipping_rate', idOf(shipping_rate))
    return {
      rate: idOf(shipping_rate),
      name: rate?.display_name ?? 'Shipping',
      time: deliveryWords(rate?.delivery_estimate ?? null),
      amount: amount === 0 ? 'Free' : formatMoney(amount, session.currency ?? ''),
      isChosen: idOf(shipping_rate) === chosen,
    }
  })
}

interface Sums {
  readonly lines: readonly Priced[]
  readonly due: number
  readonly money: (amount: number | null) => string
}

function sumsOf(session: Kept, { lines, due, money }: Sums): CheckoutView['sums'] {
  const { total_details: details } = session
  const discount = details?.amount_discount ?? 0
  const tax = details?.amount_tax ?? 0
  const shipping = session.shipping_cost
  const other = due - (session.amount_total ?? 0)
  const included = lines.every(({ taxes }) => taxes.every(({ inclusive }) => inclusive))
  return [
    ...(discount > 0 || tax > 0 || other !== 0 || shipping
      ? [['Subtotal', money(session.amount_subtotal)] as const]
      : []),
    ...(discount > 0 ? [['Discount', `−${money(discount)}`] as const] : []),
    ...(shipping ? [['Shipping', shippingWords(shipping, money)] as const] : []),
    ...(tax > 0 ? [[included ? 'Tax, included' : 'Tax', money(tax)] as const] : []),
    ...(other === 0
      ? []
      : [
          [
            other < 0 ? 'Your credit' : 'Due from before',
            `${other < 0 ? '−' : ''}${money(Math.abs(other))}`,
          ] as const,
        ]),
    ['Total due today', money(due)],
  ]
}

function shippingWords(
  { amount_total }: NonNullable<Kept['shipping_cost']>,
  money: Sums['money'],
): string {
  return amount_total === 0 ? 'Free' : money(amount_total)
}

function codeOf({ discounts }: Kept, work: UnitOfWork): string | null {
  const [first] = discounts ?? []
  const code = work.find('promotion_code', idOrNull(first?.promotion_code) ?? '')
  const coupon = work.find('coupon', idOrNull(first?.coupon) ?? '')
  return code?.code ?? coupon?.name ?? coupon?.id ?? null
}

function knownEmail({ customer, customer_creation }: Kept, work: UnitOfWork): string | null {
  // One that this session made for an earlier try may still be corrected.
  if (customer_creation !== null) return null
  return work.find('customer', idOrNull(customer) ?? '')?.email ?? null
}
