/** Invoices: the list, one of them, and the steps it allows. */
import { Hono } from 'hono'
import type Stripe from 'stripe'
import { renderPage } from '../../../web/render.js'
import { paths } from '../../routes.js'
import { change, sayDone } from '../change.js'
import type { DashboardContext, DashboardEnv, PageContext, Place } from '../context.js'
import { followAccount } from '../follow.js'
import { frameOf } from '../frame.js'
import { eventsOf, toldEvents } from '../history.js'
import { paymentRows } from '../payments/rows.js'
import { placeOf } from '../place.js'
import { cursorOf, cursorQuery, formOf, oneOf, required } from '../query.js'
import { findShown, idOf, listShown, shownPage } from '../shown.js'
import type { Store } from '../../store/store.js'
import { InvoicePage } from './detail-page.js'
import { INVOICES, InvoicesPage, InvoicesTable } from './list-page.js'
import { detailOf, WORDS } from './moments.js'
import { isInvoiceFilter } from './status.js'
import { ALL_STEPS } from './steps.js'

/** As many lines of one invoice as anybody reads. */
const MOST_LINES = 100
const STEP_WORDS = ALL_STEPS.map(({ word }) => word)

export function invoiceRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.invoices, (c) => showInvoices(context, c))
    .get(paths.invoicesLive, (c) =>
      followAccount(context, c, {
        id: INVOICES,
        draw: () => <InvoicesTable {...listOf(context, c)} />,
      }),
    )
    .get(paths.invoice(':id'), (c) => showInvoice(context, c))
    .post(paths.invoiceStep(':id'), (c) => takeStep(context, c))
}

function showInvoices(context: DashboardContext, c: PageContext) {
  const props = { frame: frameOf(c, context), cursor: cursorQuery(c), ...listOf(context, c) }
  return renderPage(c, <InvoicesPage {...props} />)
}

function listOf(context: DashboardContext, c: PageContext) {
  const { store, clock } = context
  const word = c.req.query('status') ?? ''
  const filter = isInvoiceFilter(word) ? word : undefined
  const filters = filter ? [{ field: 'status', operator: '=' as const, value: filter }] : []
  const page = { filters, cursor: cursorOf(c) }
  const { items, newer, older } = shownPage(store, placeOf(c), 'invoice', page)
  return { now: clock.now(), invoices: items, filter, newer, older }
}

function showInvoice(context: DashboardContext, c: PageContext) {
  const { store, clock } = context
  const place = placeOf(c)
  const invoice = invoiceOf(context, c)
  const now = clock.now()
  const events = eventsOf(store, place, [invoice.id])
  const props = {
    ...{ frame: frameOf(c, context), formToken: c.var.visitor.formToken, now, invoice },
    lines: linesOf(store, place, invoice),
    payments: paymentRows(store, place, intentsOf(store, place, invoice.id)),
    moments: toldEvents(events, { words: WORDS, detailOf, now }),
  }
  return renderPage(c, <InvoicePage {...props} />)
}

async function takeStep(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const { id } = invoiceOf(context, c)
  const word = oneOf(STEP_WORDS, field('step'))
  const step = required(ALL_STEPS.find((one) => one.word === word))
  const path = `/v1/invoices/${encodeURIComponent(id)}/${step.verb}`
  const params = step.params ?? {}
  const answer = change(context, { ...placeOf(c), method: 'POST', path, params })
  sayDone(c, answer, step.done)
  return c.redirect(paths.invoice(id), 303)
}

function invoiceOf(context: DashboardContext, c: PageContext): Stripe.Invoice {
  return required(findShown(context.store, placeOf(c), 'invoice', c.req.param('id') ?? ''))
}

/** In the order they were added. An invoice carries the first ten itself. */
function linesOf(store: Store, place: Place, { id, lines }: Stripe.Invoice) {
  if (!lines.has_more) return lines.data
  const key = { field: 'invoice', value: id }
  return listShown(store, place, 'line_item', { key, limit: MOST_LINES }).toReversed()
}

function intentsOf(store: Store, place: Place, invoice: string): Stripe.PaymentIntent[] {
  const key = { field: 'invoice', value: invoice }
  return listShown(store, place, 'invoice_payment', { key, limit: MOST_LINES }).flatMap(
    ({ payment }) => {
      const id = idOf(payment.payment_intent)
      const intent = id === undefined ? undefined : findShown(store, place, 'payment_intent', id)
      return intent ? [intent] : []
    },
  )
}
