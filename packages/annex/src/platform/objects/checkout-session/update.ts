/** What a seller may change: metadata always; what is offered, while nobody has paid. */
import type Stripe from 'stripe'
import { metadataAfter } from '../../engine/metadata-after.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkAsked } from './check.js'
import { kept, type Kept, type Line, type Session, type Terms } from './kept.js'
import { lifecycle } from './lifecycle.js'
import { lineAfter, lineGiven, refuseQuantities } from './lines.js'
import { checkLines } from './new-session.js'
import { offerAnew } from './offer.js'
import { noSuchLine, notInMode, notOpen } from './refusals.js'
import { shippingCost, shippingGiven } from './shipping.js'

export type UpdateParams = Stripe.Checkout.SessionUpdateParams

export function checkUpdate(params: UpdateParams, session: Session): void {
  checkAsked(params)
  const { line_items, payment_intent_data, shipping_options } = params
  const offers = [line_items, payment_intent_data, shipping_options].some(
    (one) => one !== undefined,
  )
  if (offers && !mayRun(lifecycle, 'pay', session)) throw notOpen('update', session)
  const mode = session.mode ?? ''
  if (payment_intent_data && mode !== 'payment') throw notInMode('payment_intent_data', mode)
  if (shipping_options && mode !== 'payment') throw notInMode('shipping_options', mode)
  if (line_items && mode === 'setup') throw notInMode('line_items', mode)
}

/** Makes the new offer; its fields are kept by then. */
export function changes(params: UpdateParams, before: Session, work: UnitOfWork): Partial<Session> {
  const { line_items, payment_intent_data, shipping_options } = params
  if (!line_items && !payment_intent_data && shipping_options === undefined) return {}
  const session = kept(before, work)
  const lines = line_items && linesAfter(session, line_items, work)
  const terms = payment_intent_data && termsAfter(session, payment_intent_data)
  if (lines) refuseQuantities(line_items, lines, work)
  if (lines) checkLines(lines, { mode: session.mode, currency: session.currency }, work)
  const offer = { ...(lines && { lines }), ...(terms && { terms }) }
  const after = offerAnew(session, { ...offer, ...shippingAfter(session, params, work) }, work)
  // The engine would keep the parameter as it was sent.
  return { shipping_options: after.shipping_options }
}

/** Other rates: the first of them is chosen, until the payer says otherwise. */
function shippingAfter(
  { currency }: Kept,
  { shipping_options: given }: UpdateParams,
  work: UnitOfWork,
) {
  if (given === undefined) return {}
  const shipping_options = shippingGiven(given, currency, work)
  return { shipping_options, shipping_cost: shippingCost({ shipping_options }) }
}

type Given = NonNullable<UpdateParams['line_items']>

/** The whole list anew: what has an `id` stays, changed; what isn't named is gone. */
function linesAfter({ kept }: Kept, given: Given, work: UnitOfWork): readonly Line[] {
  return given.map(({ id, ...item }, index) => {
    if (id === undefined) return lineGiven(filled(item), index, work)
    const known = kept.lines.find((line) => line.id === id)
    if (!known) throw noSuchLine(id, `line_items[${index}][id]`)
    return lineAfter(known, item, index, work)
  })
}

function filled({ metadata, tax_rates, ...item }: Omit<Given[number], 'id'>) {
  return { ...item, ...(metadata && { metadata }), ...(tax_rates && { tax_rates }) }
}

function termsAfter(
  { kept }: Kept,
  { metadata, ...words }: NonNullable<UpdateParams['payment_intent_data']>,
): Terms {
  const before = kept.terms.payment_intent_data ?? {}
  const said = Object.entries(words).map(([name, value]) => [name, value || undefined] as const)
  const data = {
    ...before,
    ...Object.fromEntries(said),
    metadata: metadataAfter(before.metadata, metadata),
  }
  return { ...kept.terms, payment_intent_data: data }
}
