/** Subscriptions: the list, a new one, one of them and its end. */
import { Hono } from 'hono'
import type Stripe from 'stripe'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { paths } from '../../routes.js'
import { change, sayDone, type Refused } from '../change.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { followAccount } from '../follow.js'
import { frameOf } from '../frame.js'
import { eventsOf, toldEvents } from '../history.js'
import { PAGE_SIZE } from '../paging.js'
import { placeOf } from '../place.js'
import { cursorOf, cursorQuery, formOf, oneOf, required } from '../query.js'
import { findShown, idOf, listShown, shownPage } from '../shown.js'
import { customerChoices, priceChoices } from './choices.js'
import { createSubscription } from './create.js'
import { SubscriptionPage } from './detail-page.js'
import { SUBSCRIPTIONS, SubscriptionsPage, SubscriptionsTable } from './list-page.js'
import { detailOf, WORDS } from './moments.js'
import { NewSubscriptionPage, type SubscriptionForm } from './new-page.js'
import { subscriptionRows } from './rows.js'
import { FILTERS, isSubscriptionFilter } from './status.js'
import { upcomingOf } from './upcoming.js'

export function subscriptionRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.subscriptions, (c) => showSubscriptions(context, c))
    .get(paths.subscriptionsLive, (c) =>
      followAccount(context, c, {
        id: SUBSCRIPTIONS,
        draw: () => <SubscriptionsTable {...listOf(context, c)} />,
      }),
    )
    .get(paths.newSubscription, (c) => showForm(context, c, { typed: nothingTyped(c) }))
    .post(paths.newSubscription, (c) => create(context, c))
    .get(paths.subscription(':id'), (c) => showSubscription(context, c))
    .post(paths.cancelSubscription(':id'), (c) => cancel(context, c))
    .post(paths.keepSubscription(':id'), (c) => keep(context, c))
}

function showSubscriptions(context: DashboardContext, c: PageContext) {
  const props = { frame: frameOf(c, context), cursor: cursorQuery(c), ...listOf(context, c) }
  return renderPage(c, <SubscriptionsPage {...props} />)
}

function listOf(context: DashboardContext, c: PageContext) {
  const { store, clock } = context
  const place = placeOf(c)
  const word = c.req.query('status') ?? ''
  const filter = isSubscriptionFilter(word) ? word : undefined
  const filters = filter
    ? [{ field: 'status', operator: 'in' as const, value: FILTERS[filter] }]
    : []
  const page = { filters, cursor: cursorOf(c) }
  const { items, newer, older } = shownPage(store, place, 'subscription', page)
  const rows = subscriptionRows(store, place, items)
  return { now: clock.now(), rows, filter, newer, older }
}

function showForm(
  context: DashboardContext,
  c: PageContext,
  { typed, refused }: { typed: SubscriptionForm; refused?: Refused },
) {
  const { store } = context
  const place = placeOf(c)
  const props = {
    ...{ frame: frameOf(c, context), formToken: c.var.visitor.formToken, typed, refused },
    livemode: place.livemode,
    customers: customerChoices(store, place, typed.customer),
    prices: priceChoices(store, place, c.req.query('product')),
  }
  return renderPage(c, <NewSubscriptionPage {...props} />, refused ? 400 : 200)
}

async function create(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const typed = {
    ...{ customer: field('customer'), price: field('price'), quantity: field('quantity') },
    ...{ trial_days: field('trial_days'), payment: field('payment') },
  }
  const answer = createSubscription(context, placeOf(c), typed)
  if (!answer.ok) return showForm(context, c, { typed, refused: answer })
  const isPaid = answer.body.status !== 'incomplete'
  leaveFlash(
    c,
    isPaid
      ? { tone: 'success', text: 'Subscription created.' }
      : { tone: 'danger', text: 'Created, but its first invoice isn’t paid yet.' },
  )
  return c.redirect(paths.subscription(String(answer.body.id)), 303)
}

function showSubscription(context: DashboardContext, c: PageContext) {
  const { store, clock } = context
  const place = placeOf(c)
  const subscription = subscriptionOf(context, c)
  const now = clock.now()
  const [row] = subscriptionRows(store, place, [subscription])
  const own = idOf(subscription.default_payment_method)
  const method = own ?? idOf(row?.customer?.invoice_settings.default_payment_method)
  const events = eventsOf(store, place, [subscription.id])
  const props = {
    ...{ frame: frameOf(c, context), formToken: c.var.visitor.formToken, now },
    row: required(row),
    upcoming: upcomingOf(context, place, subscription),
    invoices: invoicesOf(context, c, subscription),
    method: method === undefined ? undefined : findShown(store, place, 'payment_method', method),
    moments: toldEvents(events, { words: WORDS, detailOf, now }),
  }
  return renderPage(c, <SubscriptionPage {...props} />)
}

async function cancel(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const when = oneOf(['now', 'period_end'] as const, field('when'))
  const { id } = subscriptionOf(context, c)
  const request =
    when === 'now'
      ? { method: 'DELETE' as const }
      : { method: 'POST' as const, params: { cancel_at_period_end: true } }
  const answer = change(context, { ...placeOf(c), path: pathOf(id), ...request })
  sayDone(c, answer, when === 'now' ? 'Canceled.' : 'It ends with its period.')
  return c.redirect(paths.subscription(id), 303)
}

function keep(context: DashboardContext, c: PageContext) {
  const { id, cancel_at_period_end } = subscriptionOf(context, c)
  // Who set a date of its own takes back the date.
  const params = cancel_at_period_end ? { cancel_at_period_end: false } : { cancel_at: '' }
  const answer = change(context, { ...placeOf(c), method: 'POST', path: pathOf(id), params })
  sayDone(c, answer, 'It goes on.')
  return c.redirect(paths.subscription(id), 303)
}

function pathOf(id: string): string {
  return `/v1/subscriptions/${encodeURIComponent(id)}`
}

function subscriptionOf(context: DashboardContext, c: PageContext): Stripe.Subscription {
  return required(findShown(context.store, placeOf(c), 'subscription', c.req.param('id') ?? ''))
}

function invoicesOf(
  { store }: DashboardContext,
  c: PageContext,
  { id, customer }: Stripe.Subscription,
): Stripe.Invoice[] {
  const key = { field: 'customer', value: idOf(customer) ?? '' }
  return listShown(store, placeOf(c), 'invoice', { key, limit: 200 })
    .filter(({ parent }) => idOf(parent?.subscription_details?.subscription) === id)
    .slice(0, PAGE_SIZE)
}

function nothingTyped(c: PageContext): SubscriptionForm {
  const [customer, price] = [c.req.query('customer') ?? '', c.req.query('price') ?? '']
  return { customer, price, quantity: '1', trial_days: '', payment: '' }
}
