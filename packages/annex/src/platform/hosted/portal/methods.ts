/** Which of the saved methods coming payments are charged to, and which are forgotten. */
import type { Context } from 'hono'
import { leaveFlash } from '../../../web/flash.js'
import { postedForm } from '../../../web/posted-form.js'
import { ask } from '../ask.js'
import { methodsOf, subscriptionsOf } from './holdings.js'
import { showHome } from './home.js'
import { methodWords } from '../method-words.js'
import type { Visit } from './visit.js'

export async function changeMethod(c: Context, visit: Visit): Promise<Response> {
  const { action } = await postedForm(c)
  const method = methodsOf(visit).find(({ id }) => id === c.req.param('method'))
  if (!method) return showHome(c, visit, 'This payment method is not saved any more.')
  if (action === 'remove') {
    ask(visit, { method: 'POST', path: `/v1/payment_methods/${method.id}/detach` })
    leaveFlash(c, { tone: 'success', text: `${methodWords(method)} was removed.` })
  } else {
    useForAll(visit, method.id)
    leaveFlash(c, { tone: 'success', text: `${methodWords(method)} is your default now.` })
  }
  return c.redirect(visit.at('home'), 303)
}

/** Coming payments are charged to it, those of subscriptions that named another as well. */
export function useForAll(visit: Visit, method: string): void {
  ask(visit, {
    ...{ method: 'POST', path: `/v1/customers/${visit.customer.id}` },
    params: { invoice_settings: { default_payment_method: method } },
  })
  for (const { id, default_payment_method } of subscriptionsOf(visit)) {
    if (default_payment_method === null) continue
    ask(visit, {
      ...{ method: 'POST', path: `/v1/subscriptions/${id}` },
      params: { default_payment_method: method },
    })
  }
}
