/** What may change about a payment link: nearly everything but what it sells; how many it sells. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { customText } from '../checkout-session/custom-text.js'
import { lineAfter } from '../checkout-session/lines.js'
import { checkMethods } from '../checkout-session/page-methods.js'
import type { Line } from '../checkout-session/kept.js'
import { optionsOffered, taxIdsAsked } from '../checkout-session/new-session.js'
import { noSuchLine } from '../checkout-session/refusals.js'
import { shippingGiven } from '../checkout-session/shipping.js'
import { checkMode, isRecurring } from './check.js'
import { keepLines, linesOf, type PaymentLink, type UpdateParams } from './kept.js'
import { afterCompletion, restrictionsOf } from './new-link.js'

export function changes(
  params: UpdateParams,
  link: PaymentLink,
  work: UnitOfWork,
): Partial<PaymentLink> {
  const lines = linesOf(link, work)
  checkMode(params, isRecurring(lines, work))
  const { after_completion, custom_text, line_items, restrictions } = params
  const { payment_method_types: types } = params
  if (types) checkMethods(types, { currency: link.currency, param: 'payment_method_types' })
  if (line_items) keepLines(link.id, linesAfter(lines, line_items, work), work)
  const sold = link.restrictions?.completed_sessions.count
  return {
    ...(custom_text && { custom_text: customText({ ...heldText(link), ...custom_text }) }),
    ...(after_completion && { after_completion: afterCompletion(after_completion) }),
    ...(params.optional_items !== undefined && {
      optional_items: optionsOffered(
        params.optional_items || undefined,
        { mode: isRecurring(lines, work) ? 'subscription' : 'payment', currency: link.currency },
        work,
      ),
    }),
    ...(params.tax_id_collection && {
      tax_id_collection: taxIdsAsked(params.tax_id_collection),
    }),
    ...(params.shipping_options !== undefined && {
      shipping_options: shippingGiven(params.shipping_options, link.currency, work),
    }),
    ...(restrictions !== undefined && { restrictions: restrictionsOf(restrictions || null, sold) }),
  }
}

/** As parameters would say it. */
function heldText({ custom_text }: PaymentLink) {
  const said = Object.entries(custom_text).filter(([, words]) => words !== null)
  return Object.fromEntries(said)
}

type Changed = NonNullable<UpdateParams['line_items']>

function linesAfter(lines: readonly Line[], changed: Changed, work: UnitOfWork): readonly Line[] {
  for (const [index, { id }] of changed.entries()) {
    if (!lines.some((line) => line.id === id)) throw noSuchLine(id, `line_items[${index}][id]`)
  }
  return lines.map((line) => {
    const index = changed.findIndex(({ id }) => id === line.id)
    const change = changed[index]
    return change ? lineAfter(line, change, index, work) : line
  })
}
