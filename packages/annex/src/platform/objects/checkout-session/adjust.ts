/** What a payer may change before paying: how many, what else, how it is sent, and a promotion code. */
import type Stripe from 'stripe'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import { codeDiscount } from './discounts.js'
import { sessionOf, type Kept } from './kept.js'
import { lifecycle } from './lifecycle.js'
import { isWithin } from './lines.js'
import { offerAnew } from './offer.js'
import { linesWith, linesWithout } from './optional.js'
import { notOpen, quantityBounds, unknownCode } from './refusals.js'
import { shippingChosen } from './shipping.js'

export function setQuantity(
  id: string,
  chosen: { readonly line: string; readonly quantity: number },
  work: UnitOfWork,
): Kept {
  const session = openSession(id, work)
  const lines = session.kept.lines.map((line) => {
    if (line.id !== chosen.line) return line
    const { quantity } = chosen
    const adjustable = line.adjustable_quantity
    const fits = Number.isSafeInteger(quantity) && quantity >= 1 && isWithin(quantity, adjustable)
    if (!adjustable?.enabled || !fits) throw quantityBounds('quantity')
    return { ...line, quantity }
  })
  return offerAnew(session, { lines }, work)
}

/** @param price of one of the optional items */
export function addItem(id: string, price: string, work: UnitOfWork): Kept {
  const session = openSession(id, work)
  return offerAnew(session, { lines: linesWith(session, session.kept.lines, price, work) }, work)
}

export function removeItem(id: string, line: string, work: UnitOfWork): Kept {
  const session = openSession(id, work)
  return offerAnew(session, { lines: linesWithout(session.kept.lines, line) }, work)
}

/** @param rate the id of one that is offered */
export function chooseShipping(id: string, rate: string, work: UnitOfWork): Kept {
  const session = openSession(id, work)
  return offerAnew(session, { shipping_cost: shippingChosen(session, rate) }, work)
}

/** @param text as the payer typed it; upper and lower case are the same */
export function applyCode(id: string, text: string, work: UnitOfWork): Kept {
  const session = openSession(id, work)
  if (!session.allow_promotion_codes) throw unknownCode(text)
  const customer = idOrNull(session.customer)
  const code = codeCalled(text, customer, work)
  if (!code) throw unknownCode(text)
  const currency = session.currency ?? ''
  const amount = session.amount_subtotal ?? 0
  const wanted = { customer: customer ?? '', currency, amount, param: 'promotion_code' }
  return offerAnew(session, { discounts: [codeDiscount(code.id, wanted, work)] }, work)
}

export function removeCode(id: string, work: UnitOfWork): Kept {
  const session = openSession(id, work)
  return session.allow_promotion_codes ? offerAnew(session, { discounts: [] }, work) : session
}

function openSession(id: string, work: UnitOfWork): Kept {
  const session = sessionOf(id, work)
  const isOver = session.expires_at <= work.now
  if (isOver || !mayRun(lifecycle, 'pay', session)) throw notOpen('pay', session)
  return session
}

function codeCalled(
  text: string,
  customer: string | null,
  work: UnitOfWork,
): Stripe.PromotionCode | undefined {
  const typed = text.trim().toLowerCase()
  const found = work
    .list('promotion_code', { active: true })
    .filter(({ code }) => code.toLowerCase() === typed)
  // One made for this very customer comes before the one for everybody.
  return (
    found.find((code) => idOrNull(code.customer) === customer) ??
    found.find((code) => code.customer === null)
  )
}
