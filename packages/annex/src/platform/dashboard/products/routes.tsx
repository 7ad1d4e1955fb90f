/** Products: the list, a new one, one of them with its prices. */
import { Hono } from 'hono'
import type Stripe from 'stripe'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { paths } from '../../routes.js'
import { findAccount } from '../../store/accounts.js'
import { change, sayDone, type Refused } from '../change.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { frameOf } from '../frame.js'
import { placeOf } from '../place.js'
import { cursorOf, formOf, required } from '../query.js'
import { findShown, idOf, listShown, shownPage } from '../shown.js'
import { ProductPage } from './detail-page.js'
import { ProductsPage } from './list-page.js'
import { NewProductPage, type ProductForm } from './new-page.js'
import { priceParams, typedPrice, type PriceForm } from './price-fields.js'

/** As many prices of one product as anybody looks through. */
const MOST_PRICES = 100

export function productRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.products, (c) => showProducts(context, c))
    .get(paths.newProduct, (c) => showForm(context, c, { typed: nothingTyped(context, c) }))
    .post(paths.newProduct, (c) => addProduct(context, c))
    .get(paths.product(':id'), (c) => showProduct(context, c))
    .post(paths.switchProduct(':id'), (c) => switchProduct(context, c))
    .post(paths.addPrice(':id'), (c) => addPrice(context, c))
    .post(paths.switchPrice(':id', ':price'), (c) => switchPrice(context, c))
}

function showProducts(context: DashboardContext, c: PageContext) {
  const { store, clock } = context
  const archived = c.req.query('status') === 'archived'
  const filters = [{ field: 'active', operator: '=' as const, value: archived ? 0 : 1 }]
  const page = { filters, cursor: cursorOf(c) }
  const { items, newer, older } = shownPage(store, placeOf(c), 'product', page)
  const rows = items.map((product) => ({
    product,
    prices: pricesOf(context, c, product.id).filter(({ active }) => active),
  }))
  const props = { frame: frameOf(c, context), now: clock.now(), rows, archived, newer, older }
  return renderPage(c, <ProductsPage {...props} />)
}

function showForm(
  context: DashboardContext,
  c: PageContext,
  props: { typed: ProductForm; refused?: Refused },
) {
  const [frame, { formToken }] = [frameOf(c, context), c.var.visitor]
  return renderPage(
    c,
    <NewProductPage {...{ frame, formToken, ...props }} />,
    props.refused ? 400 : 200,
  )
}

async function addProduct(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const typed = { name: field('name'), description: field('description'), ...typedPrice(field) }
  if (typed.name === '') {
    const refused = { ok: false, param: 'name', message: 'Give it a name.' } as const
    return showForm(context, c, { typed, refused })
  }
  const price = priceParams(typed)
  if ('refused' in price) return showForm(context, c, { typed, refused: price.refused })
  const { name, description } = typed
  const params = { name, ...(description && { description }), default_price_data: price.params }
  const answer = change(context, { ...placeOf(c), method: 'POST', path: '/v1/products', params })
  if (!answer.ok) return showForm(context, c, { typed, refused: answer })
  leaveFlash(c, { tone: 'success', text: 'Product added.' })
  return c.redirect(paths.product(String(answer.body.id)), 303)
}

function showProduct(
  context: DashboardContext,
  c: PageContext,
  form: { typed: PriceForm; refused?: Refused } = { typed: nothingTyped(context, c) },
) {
  const product = productOf(context, c)
  const prices = pricesOf(context, c, product.id)
  const [frame, { formToken }] = [frameOf(c, context), c.var.visitor]
  const page = <ProductPage {...{ frame, formToken, product, prices, ...form }} />
  return renderPage(c, page, form.refused ? 400 : 200)
}

async function switchProduct(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const { id } = productOf(context, c)
  const active = field('active') === 'true'
  const answer = post(context, c, `/v1/products/${encodeURIComponent(id)}`, { active })
  sayDone(c, answer, active ? 'It is sold again.' : 'Archived. Subscriptions to it go on.')
  return c.redirect(paths.product(id), 303)
}

async function addPrice(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const { id } = productOf(context, c)
  const typed = typedPrice(field)
  const price = priceParams(typed)
  if ('refused' in price) return showProduct(context, c, { typed, refused: price.refused })
  const answer = post(context, c, '/v1/prices', { product: id, ...price.params })
  if (!answer.ok) {
    // Whatever is wrong with it, these are the fields there are.
    const param = answer.param === 'currency' ? 'currency' : 'unit_amount'
    return showProduct(context, c, { typed, refused: { ...answer, param } })
  }
  leaveFlash(c, { tone: 'success', text: 'Price added.' })
  return c.redirect(paths.product(id), 303)
}

async function switchPrice(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const { id } = productOf(context, c)
  const price = required(findShown(context.store, placeOf(c), 'price', c.req.param('price') ?? ''))
  if (idOf(price.product) !== id) required(undefined)
  const active = field('active') === 'true'
  const answer = post(context, c, `/v1/prices/${encodeURIComponent(price.id)}`, { active })
  sayDone(c, answer, active ? 'The price is sold again.' : 'Price archived.')
  return c.redirect(paths.product(id), 303)
}

function post(context: DashboardContext, c: PageContext, path: string, params: object) {
  return change(context, { ...placeOf(c), method: 'POST', path, params: { ...params } })
}

function productOf(context: DashboardContext, c: PageContext): Stripe.Product {
  return required(findShown(context.store, placeOf(c), 'product', c.req.param('id') ?? ''))
}

function pricesOf({ store }: DashboardContext, c: PageContext, product: string): Stripe.Price[] {
  const key = { field: 'product', value: product }
  return listShown(store, placeOf(c), 'price', { key, limit: MOST_PRICES })
}

function nothingTyped({ store }: DashboardContext, c: PageContext): ProductForm {
  const currency = findAccount(store, placeOf(c).account)?.default_currency ?? 'usd'
  return { name: '', description: '', amount: '', currency, rhythm: 'month' }
}
