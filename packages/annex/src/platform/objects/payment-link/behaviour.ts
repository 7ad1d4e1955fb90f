/** Payment links: an address that opens a checkout for everybody who follows it. */
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { lineItems } from '../checkout-session/line-items.js'
import { checkGiven } from './check.js'
import { linesOf, type CreateParams, type PaymentLink, type UpdateParams } from './kept.js'
import { defaults } from './new-link.js'
import { changes } from './update.js'

export const paymentLink: Behaviour<'payment_link'> = {
  kind: 'payment_link',
  check: (params: CreateParams | UpdateParams) => checkGiven(params),
  defaults,
  changes,
  include: (link, field, work) => (field === 'line_items' ? itemsOf(link, {}, work) : undefined),
  operations: {
    'GET /v1/payment_links/{payment_link}/line_items': ({ payment_link = '' }, params, work) =>
      itemsOf(work.get('payment_link', payment_link), params, work),
  },
}

function itemsOf(link: PaymentLink, page: object, work: UnitOfWork) {
  const { id, subscription_data: data, currency } = link
  const days = data?.trial_period_days ?? undefined
  const terms = days === undefined ? {} : { subscription_data: { trial_period_days: days } }
  const sold = { currency, discounts: [], kept: { ...NOBODYS, lines: linesOf(link, work), terms } }
  return lineItems(sold, { ...page, url: `/v1/payment_links/${id}/line_items` }, work)
}

const NOBODYS = { application: null, intent: null }
