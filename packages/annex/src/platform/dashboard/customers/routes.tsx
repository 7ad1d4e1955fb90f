/** Customers: the list, a new one, one of them. */
import { Hono } from 'hono'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { paths } from '../../routes.js'
import { change } from '../change.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { frameOf } from '../frame.js'
import { paymentRows } from '../payments/rows.js'
import { placeOf } from '../place.js'
import { cursorOf, formOf, required } from '../query.js'
import { PAGE_SIZE } from '../paging.js'
import { findShown, listShown, shownPage } from '../shown.js'
import { subscriptionRows } from '../subscriptions/rows.js'
import { CustomerPage } from './detail-page.js'
import { CustomersPage } from './list-page.js'
import { NewCustomerPage, type NewCustomerPageProps } from './new-page.js'

export function customerRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.customers, (c) => showCustomers(context, c))
    .get(paths.newCustomer, (c) => {
      return showForm(context, c, { typed: { email: '', name: '', description: '' } })
    })
    .post(paths.newCustomer, (c) => addCustomer(context, c))
    .get(paths.customer(':id'), (c) => showCustomer(context, c))
}

function showCustomers(context: DashboardContext, c: PageContext) {
  const { store, clock } = context
  const email = c.req.query('email')?.trim() || undefined
  const filters = email ? [{ field: 'email', operator: '=' as const, value: email }] : []
  const page = { filters, cursor: cursorOf(c) }
  const { items, newer, older } = shownPage(store, placeOf(c), 'customer', page)
  const props = { now: clock.now(), customers: items, email, newer, older }
  return renderPage(c, <CustomersPage frame={frameOf(c, context)} {...props} />)
}

type Typed = Pick<NewCustomerPageProps, 'typed' | 'refused'>

function showForm(context: DashboardContext, c: PageContext, props: Typed) {
  const { formToken } = c.var.visitor
  const page = <NewCustomerPage frame={frameOf(c, context)} formToken={formToken} {...props} />
  return renderPage(c, page, props.refused ? 400 : 200)
}

async function addCustomer(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const typed = {
    email: field('email'),
    name: field('name'),
    description: field('description'),
  }
  const params = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
  const answer = change(context, { ...placeOf(c), method: 'POST', path: '/v1/customers', params })
  if (!answer.ok) return showForm(context, c, { typed, refused: answer })
  leaveFlash(c, { tone: 'success', text: 'Customer added.' })
  return c.redirect(paths.customer(String(answer.body.id)), 303)
}

function showCustomer(context: DashboardContext, c: PageContext) {
  const { store, clock } = context
  const place = placeOf(c)
  const customer = required(findShown(store, place, 'customer', c.req.param('id') ?? ''))
  const query = { key: { field: 'customer', value: customer.id }, limit: PAGE_SIZE }
  const payments = paymentRows(store, place, listShown(store, place, 'payment_intent', query))
  const methods = listShown(store, place, 'payment_method', query)
  const subscriptions = subscriptionRows(
    store,
    place,
    listShown(store, place, 'subscription', query),
  )
  const invoices = listShown(store, place, 'invoice', query)
  const props = { now: clock.now(), customer, payments, methods, subscriptions, invoices }
  return renderPage(c, <CustomerPage frame={frameOf(c, context)} {...props} />)
}
