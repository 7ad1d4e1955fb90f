/** Where a session begins: the portal's first page, or the one thing it was made for. */
import type { Context } from 'hono'
import type Stripe from 'stripe'
import { showHome } from './home.js'
import type { Visit } from './visit.js'

type Flow = Stripe.BillingPortal.Session.Flow

export function start(c: Context, visit: Visit): Response | Promise<Response> {
  const page = visit.session.flow && pageOf(visit.session.flow)
  return page ? c.redirect(visit.at(page), 303) : showHome(c, visit)
}

function pageOf(flow: Flow): string | undefined {
  switch (flow.type) {
    case 'customer_update':
      return 'details'
    case 'payment_method_update':
      return 'card'
    case 'subscription_cancel':
      return `plans/${flow.subscription_cancel?.subscription}/cancel`
    case 'subscription_pause':
      return `plans/${flow.subscription_pause?.subscription}/pause`
    case 'subscription_update':
      return `plans/${flow.subscription_update?.subscription}`
    case 'subscription_update_confirm':
      return `plans/${flow.subscription_update_confirm?.subscription}/change${choiceIn(flow)}`
    default:
      return undefined
  }
}

/** The change to confirm, as the page of plans would ask for it. */
function choiceIn({ subscription_update_confirm: confirm }: Flow): string {
  const [item] = confirm?.items ?? []
  const { price, quantity } = item ?? {}
  const query = new URLSearchParams()
  if (price) query.set('price', price)
  if (quantity !== undefined) query.set('quantity', String(quantity))
  return `?${query.toString()}`
}
