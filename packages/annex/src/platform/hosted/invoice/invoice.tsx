/** `/invoice/:invoice/:secret`: an invoice for whoever has to pay it. The secret is the permission. */
import { Hono, type Context } from 'hono'
import type Stripe from 'stripe'
import { renderPage } from '../../../web/render.js'
import { isFromOurPages } from '../../../web/same-origin.js'
import type { Engine } from '../../engine/context.js'
import { Refusal } from '../../engine/errors.js'
import { INVOICE_PATH, INVOICE_PDF_PATH } from '../../objects/invoice/hosted-address.js'
import { invoiceBill } from '../bill/invoice-bill.js'
import { canBePaid, standingOf } from '../bill/standing.js'
import { findLinked, type Linked } from '../linked.js'
import { ForeignFormPage, NoBillPage } from '../no-bill-page.js'
import { answerPdf, paperOf } from '../pdf/answer.js'
import { logoOf } from '../pdf/logo.js'
import { shopOf } from '../shop.js'
import { faultsOf, missingFromCard, type Faults, type Typed } from '../typed-card.js'
import { typedIn } from '../typed.js'
import { InvoicePage } from './invoice-page.js'
import { intentFor, pay } from './pay.js'

export type LinkedInvoice = Linked<'invoice'>

export function invoicePages(engine: Engine): Hono {
  const app = new Hono()
  app.get(INVOICE_PATH, (c) => open(c, engine))
  app.get(INVOICE_PDF_PATH, (c) => download(c, engine))
  app.post(INVOICE_PATH, (c) => submit(c, engine))
  return app
}

function asked(c: Context, engine: Engine): LinkedInvoice | undefined {
  const [id, secret] = [c.req.param('invoice') ?? '', c.req.param('secret') ?? '']
  const addressOf = ({ hosted_invoice_url }: Stripe.Invoice) => hosted_invoice_url
  return findLinked(engine, { kind: 'invoice', id, secret, addressOf })
}

function open(c: Context, engine: Engine) {
  const found = asked(c, engine)
  if (!found) return renderPage(c, <NoBillPage />, 404)
  // Back from the bank, which was told no.
  const failed = c.req.query('redirect_status') === 'failed'
  const error = failed ? intentFor(found)?.last_payment_error : undefined
  return show(c, engine, found, {}, error ? faultsOf(error) : {})
}

function download(c: Context, engine: Engine) {
  const found = asked(c, engine)
  if (!found) return renderPage(c, <NoBillPage />, 404)
  const { object: invoice, work } = found
  return answerPdf(c, invoiceBill(invoice, shopOf(engine, work), work), {
    paper: paperOf(invoice),
    at: invoice.status_transitions.finalized_at ?? invoice.created,
    page: invoice.hosted_invoice_url ?? undefined,
    isPayable: isPayable(found),
    logo: logoOf(engine, work),
  })
}

async function submit(c: Context, engine: Engine): Promise<Response> {
  if (!isFromOurPages(c.req.raw)) return renderPage(c, <ForeignFormPage />, 403)
  const typed = await typedIn(c)
  const found = asked(c, engine)
  if (!found) return renderPage(c, <NoBillPage />, 404)
  // Paid meanwhile, in another window or by the seller: the page says so.
  if (!isPayable(found)) return c.redirect(c.req.path, 303)
  const missing = missingFromCard(typed)
  if (Object.keys(missing).length > 0) return show(c, engine, found, typed, missing)
  try {
    const { next_action } = pay(engine, found, typed, c.req.path)
    return c.redirect(next_action?.redirect_to_url?.url ?? c.req.path, 303)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return show(c, engine, asked(c, engine) ?? found, typed, faultsOf(error.fields))
  }
}

function isPayable(found: LinkedInvoice): boolean {
  return canBePaid(standingOf(found.object, found.work.now)) && intentFor(found) !== undefined
}

function show(c: Context, engine: Engine, found: LinkedInvoice, typed: Typed, faults: Faults) {
  const { object: invoice, work } = found
  const shop = shopOf(engine, work)
  return renderPage(
    c,
    <InvoicePage
      {...{ invoice, shop, typed, faults, bill: invoiceBill(invoice, shop, work) }}
      standing={standingOf(invoice, work.now)}
      isPending={intentFor(found)?.status === 'processing'}
      isPayable={isPayable(found)}
    />,
    Object.keys(faults).length > 0 ? 400 : 200,
  )
}
