/** The portal's first page: what somebody pays for, with what, and what they paid. */
import type { Context } from 'hono'
import { takeFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { methodWords, expiryWords } from '../method-words.js'
import { invoicesOf, methodsOf, subscriptionsOf, usualMethodOf } from './holdings.js'
import { HomePage } from './home-page.js'
import { planOf } from './plan.js'
import type { Visit } from './visit.js'

/** Invoices on the page before somebody asks for all. */
const SHOWN_INVOICES = 10

export function showHome(c: Context, visit: Visit, fault?: string) {
  const all = invoicesOf(visit)
  const usual = usualMethodOf(visit)
  const shown = c.req.query('invoices') === 'all' ? all : all.slice(0, SHOWN_INVOICES)
  return renderPage(
    c,
    <HomePage
      {...{ visit, fault, invoices: shown, hasMore: shown.length < all.length }}
      unpaid={all.filter(({ status }) => status === 'open').toReversed()}
      flash={takeFlash(c)}
      plans={subscriptionsOf(visit).map((one) => planOf(one, visit))}
      methods={methodsOf(visit).map((method) => ({
        ...{ id: method.id, name: methodWords(method), detail: expiryWords(method) },
        isUsual: method.id === usual,
      }))}
    />,
    fault === undefined ? 200 : 400,
  )
}
