/** Checkout sessions: a page on which somebody buys, subscribes or saves a card. */
import type { Behaviour } from '../../engine/behaviour.js'
import { checkCreate } from './check.js'
import { expire, planEnd } from './expire.js'
import { sessionOf, type CreateParams } from './kept.js'
import { lifecycle } from './lifecycle.js'
import { lineItems } from './line-items.js'
import { defaults } from './new-session.js'
import { changes, checkUpdate, type UpdateParams } from './update.js'

const KIND = 'checkout.session'

export const checkoutSession: Behaviour<typeof KIND> = {
  kind: KIND,
  lifecycle,
  check(params: CreateParams & UpdateParams, work, before) {
    if (before) checkUpdate(params, before)
    else checkCreate(params, work)
  },
  defaults,
  changes,
  afterCreate: (session, _params, work) => planEnd(session, work),
  include: ({ id }, field, work) =>
    field === 'line_items' ? lineItems(sessionOf(id, work), { url: urlOf(id) }, work) : undefined,
  verbs: { expire },
  operations: {
    'GET /v1/checkout/sessions/{session}/line_items': ({ session = '' }, params, work) =>
      lineItems(sessionOf(session, work), { ...params, url: urlOf(session) }, work),
  },
}

function urlOf(session: string): string {
  return `/v1/checkout/sessions/${session}/line_items`
}
