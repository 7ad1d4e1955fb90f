/** Name and addresses that invoices carry, as far as the seller lets customers change them. */
import type { Context } from 'hono'
import type Stripe from 'stripe'
import { renderPage } from '../../../web/render.js'
import { Refusal } from '../../engine/errors.js'
import { ask } from '../ask.js'
import type { Faults, Typed } from '../typed-card.js'
import { typedIn } from '../typed.js'
import { DetailsPage } from './details-page.js'
import { finish } from './finish.js'
import { changeTaxIds } from './tax-ids.js'
import type { Visit } from './visit.js'

export function showDetails(c: Context, visit: Visit) {
  return show(c, visit, typedFrom(visit.customer), {})
}

export async function changeDetails(c: Context, visit: Visit): Promise<Response> {
  const typed = await typedIn(c)
  const allowed = visit.features.customer_update.allowed_updates
  try {
    ask(visit, {
      ...{ method: 'POST', path: `/v1/customers/${visit.customer.id}` },
      params: changesIn(typed, visit),
    })
    if (allowed.includes('tax_id')) changeTaxIds(typed, visit)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return show(c, visit, typed, { [fieldOf(error.param ?? '', typed)]: error.message })
  }
  return finish(c, visit, 'customer_update')
}

const ADDRESS = ['line1', 'line2', 'city', 'state', 'postal_code', 'country'] as const

function typedFrom({ name, email, phone, address, shipping }: Stripe.Customer): Typed {
  return {
    ...{ name: name ?? '', email: email ?? '', phone: phone ?? '' },
    ...{ shipping_name: shipping?.name ?? '', ...partsOf('address', address) },
    ...partsOf('shipping', shipping?.address),
  }
}

function partsOf(prefix: string, address: Stripe.Address | null | undefined): Typed {
  return Object.fromEntries(ADDRESS.map((part) => [`${prefix}_${part}`, address?.[part] ?? '']))
}

/** Only what may be changed, whatever was sent. */
function changesIn(typed: Typed, { features }: Visit): Record<string, unknown> {
  const allowed = features.customer_update.allowed_updates
  const words = ['name', 'email', 'phone'].filter((field) => allowed.includes(field))
  const shipping = { name: typed['shipping_name'] ?? '', address: addressIn('shipping', typed) }
  const isShipped = Object.values(shipping.address).some((part) => part !== '')
  return {
    ...Object.fromEntries(words.map((field) => [field, typed[field] ?? ''])),
    ...(allowed.includes('address') && { address: addressIn('address', typed) }),
    ...(allowed.includes('shipping') && { shipping: isShipped ? shipping : '' }),
  }
}

function addressIn(prefix: string, typed: Typed): Record<string, string> {
  return Object.fromEntries(ADDRESS.map((part) => [part, typed[`${prefix}_${part}`] ?? '']))
}

/** `address[line1]` → `address_line1`, which its field is called here; '' where there is none. */
function fieldOf(param: string, typed: Typed): string {
  // Of a tax ID, which is a thing of its own to the API.
  if (param === 'type' || param === 'value') return `tax_id_${param}`
  const name = param
    .replaceAll('[', '_')
    .replaceAll(']', '')
    .replace('shipping_address', 'shipping')
  return Object.hasOwn(typed, name) ? name : ''
}

function show(c: Context, visit: Visit, typed: Typed, faults: Faults) {
  const status = Object.keys(faults).length > 0 ? 400 : 200
  return renderPage(c, <DetailsPage {...{ visit, typed, faults }} />, status)
}
