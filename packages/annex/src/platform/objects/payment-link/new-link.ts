/** A payment link as it is created. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { customText } from '../checkout-session/custom-text.js'
import { linesGiven } from '../checkout-session/lines.js'
import { checkMethods } from '../checkout-session/page-methods.js'
import { namesAsked, optionsOffered, taxIdsAsked } from '../checkout-session/new-session.js'
import { shippingGiven } from '../checkout-session/shipping.js'
import { pricingIn } from '../price/given.js'
import { notSoldIn } from '../subscription/refusals.js'
import { checkMode, isRecurring } from './check.js'
import { keepLines, type CreateParams, type PaymentLink } from './kept.js'

export function defaults(params: CreateParams, work: UnitOfWork): Partial<PaymentLink> {
  const lines = linesGiven(params.line_items, work)
  const recurring = isRecurring(lines, work)
  checkMode(params, recurring)
  const prices = lines.map((line) => work.get('price', line.price))
  const currency = params.currency ?? prices[0]?.currency ?? 'usd'
  const other = prices.findIndex((price) => !pricingIn(price, currency))
  const odd = prices[other]
  if (odd) throw notSoldIn(odd.id, currency, `line_items[${other}][price]`)
  const { payment_method_types: types } = params
  if (types) checkMethods(types, { currency, param: 'payment_method_types' })
  const id = work.newId('payment_link')
  keepLines(id, lines, work)
  return {
    id,
    ...words(params),
    active: true,
    application: work.caller.application,
    currency,
    customer_creation: params.customer_creation ?? (recurring ? 'always' : 'if_required'),
    payment_method_collection:
      params.payment_method_collection ?? (recurring ? 'always' : 'if_required'),
    restrictions: restrictionsOf(params.restrictions),
    optional_items: optionsOffered(
      params.optional_items,
      { mode: recurring ? 'subscription' : 'payment', currency },
      work,
    ),
    shipping_options: shippingGiven(params.shipping_options, currency, work),
    url: `${work.baseUrl}/buy/${id}`,
  }
}

/** Where the catalogue's blank has none. */
function words(params: CreateParams): Partial<PaymentLink> {
  return {
    after_completion: afterCompletion(params.after_completion),
    automatic_tax: {
      enabled: params.automatic_tax?.enabled ?? false,
      liability: params.automatic_tax?.enabled ? { type: 'self' } : null,
    },
    billing_address_collection: params.billing_address_collection ?? 'auto',
    custom_text: customText(params.custom_text),
    managed_payments: { enabled: false },
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
    submit_type: params.submit_type ?? 'auto',
    ...namesAsked(params.name_collection),
    tax_id_collection: taxIdsAsked(params.tax_id_collection),
  }
}

export function afterCompletion(
  given: CreateParams['after_completion'],
): PaymentLink['after_completion'] {
  if (given?.type === 'redirect') {
    return { redirect: { url: given.redirect?.url ?? '' }, type: 'redirect' }
  }
  const custom_message = given?.hosted_confirmation?.custom_message ?? null
  return { hosted_confirmation: { custom_message }, type: 'hosted_confirmation' }
}

/** @param before how many it has sold so far */
export function restrictionsOf(
  given: CreateParams['restrictions'] | null,
  before = 0,
): PaymentLink['restrictions'] {
  if (!given) return null
  return { completed_sessions: { count: before, limit: given.completed_sessions.limit } }
}
