/** Payments: the list, one payment, and refund, capture, cancel. */
import { Hono } from 'hono'
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { paths } from '../../routes.js'
import { change, sayDone } from '../change.js'
import type { Store } from '../../store/store.js'
import type { DashboardContext, DashboardEnv, PageContext, Place } from '../context.js'
import { followAccount } from '../follow.js'
import { frameOf } from '../frame.js'
import { eventsOf } from '../history.js'
import { placeOf } from '../place.js'
import { cursorOf, cursorQuery, type Cursor, formOf, oneOf, required } from '../query.js'
import { findAllShown, findShown, idOf, listShown, shownPage } from '../shown.js'
import { parseAmount } from './amount.js'
import { PaymentPage } from './detail-page.js'
import { PAYMENTS, PaymentsPage, PaymentsTable } from './list-page.js'
import { momentsOf } from './moments.js'
import { REASONS, type RefundForm } from './refund-card.js'
import { paymentRows } from './rows.js'
import { FILTERS, isPaymentFilter, type PaymentFilter } from './status.js'

export function paymentRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.payments, (c) => showPayments(context, c))
    .get(paths.paymentsLive, (c) =>
      followAccount(context, c, {
        id: PAYMENTS,
        draw: () => <PaymentsTable {...listOf(context, c)} />,
      }),
    )
    .get(paths.payment(':id'), (c) => showPayment(context, c))
    .post(paths.refund(':id'), (c) => refund(context, c))
    .post(paths.capture(':id'), (c) => act(context, c, { verb: 'capture', done: 'Captured.' }))
    .post(paths.cancel(':id'), (c) => act(context, c, { verb: 'cancel', done: 'Canceled.' }))
}

function showPayments(context: DashboardContext, c: PageContext) {
  const props = { frame: frameOf(c, context), cursor: cursorQuery(c), ...listOf(context, c) }
  return renderPage(c, <PaymentsPage {...props} />)
}

function listOf(context: DashboardContext, c: PageContext) {
  const { store, clock } = context
  const place = placeOf(c)
  const word = c.req.query('status') ?? ''
  const filter = isPaymentFilter(word) ? word : undefined
  const { items, newer, older } = filteredPage(store, place, filter, cursorOf(c))
  const rows = paymentRows(store, place, items)
  return { now: clock.now(), rows, filter, newer, older }
}

/** Newest first; what charges are asked for is in the order of the charges. */
function filteredPage(
  store: Store,
  place: Place,
  filter: PaymentFilter | undefined,
  cursor: Cursor | undefined,
) {
  const { of, filters } = filter ? FILTERS[filter] : { of: 'payment_intent' as const, filters: [] }
  if (of === 'payment_intent') return shownPage(store, place, of, { filters, cursor })
  const page = shownPage(store, place, of, { filters, cursor })
  const ids = page.items.map((charge) => idOf(charge.payment_intent))
  const intents = findAllShown(store, place, 'payment_intent', ids)
  return { ...page, items: [...intents.values()] }
}

function showPayment(context: DashboardContext, c: PageContext, refundForm?: RefundForm) {
  const { store, clock } = context
  const place = placeOf(c)
  const intent = intentOf(context, c)
  const [row] = paymentRows(store, place, [intent])
  const { charge, customer } = required(row)
  const balance = idOf(charge?.balance_transaction)
  const props = {
    frame: frameOf(c, context),
    formToken: c.var.visitor.formToken,
    now: clock.now(),
    ...{ intent, charge, customer, refundForm },
    balance: balance ? findShown(store, place, 'balance_transaction', balance) : undefined,
    refunds: charge ? refundsOf(context, c, charge) : [],
    moments: momentsOf(eventsOf(store, place, [intent.id, charge?.id]), clock.now()),
  }
  return renderPage(c, <PaymentPage {...props} />, refundForm ? 400 : 200)
}

async function refund(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const intent = intentOf(context, c)
  const reason = oneOf(REASONS, field('reason'))
  const typed = { amount: field('amount'), reason }
  const amount = parseAmount(typed.amount, intent.currency)
  if (amount === undefined) {
    return showPayment(context, c, { ...typed, error: 'Write an amount such as 12.50.' })
  }
  const answer = change(context, {
    ...placeOf(c),
    ...{ method: 'POST', path: '/v1/refunds' },
    params: { payment_intent: intent.id, amount, reason },
  })
  if (!answer.ok) return showPayment(context, c, { ...typed, error: answer.message })
  leaveFlash(c, { tone: 'success', text: `Refunded ${formatMoney(amount, intent.currency)}.` })
  return c.redirect(paths.payment(intent.id), 303)
}

function act(context: DashboardContext, c: PageContext, step: { verb: string; done: string }) {
  const intent = intentOf(context, c)
  const path = `/v1/payment_intents/${encodeURIComponent(intent.id)}/${step.verb}`
  const answer = change(context, { ...placeOf(c), method: 'POST', path })
  sayDone(c, answer, step.done)
  return c.redirect(paths.payment(intent.id), 303)
}

function intentOf(context: DashboardContext, c: PageContext): Stripe.PaymentIntent {
  return required(findShown(context.store, placeOf(c), 'payment_intent', c.req.param('id') ?? ''))
}

function refundsOf(context: DashboardContext, c: PageContext, charge: Stripe.Charge) {
  const key = { field: 'charge', value: charge.id }
  return listShown(context.store, placeOf(c), 'refund', { key, limit: 50 })
}
