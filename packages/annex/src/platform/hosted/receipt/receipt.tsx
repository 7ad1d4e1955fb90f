/** `/receipt/:charge/:secret`: what a payer can show for their money, on a page and as a file. */
import { Hono, type Context } from 'hono'
import type Stripe from 'stripe'
import { renderPage } from '../../../web/render.js'
import type { Engine } from '../../engine/context.js'
import { RECEIPT_PATH, RECEIPT_PDF_PATH } from '../../objects/charge/receipt-address.js'
import { receiptBill } from '../bill/receipt-bill.js'
import { findLinked } from '../linked.js'
import { NoBillPage } from '../no-bill-page.js'
import { answerPdf, paperIn } from '../pdf/answer.js'
import { logoOf } from '../pdf/logo.js'
import { shopOf } from '../shop.js'
import { ReceiptPage } from './receipt-page.js'

export function receiptPages(engine: Engine): Hono {
  const app = new Hono()
  app.get(RECEIPT_PATH, (c) => show(c, engine))
  app.get(RECEIPT_PDF_PATH, (c) => download(c, engine))
  return app
}

function asked(c: Context, engine: Engine) {
  const [id, secret] = [c.req.param('charge') ?? '', c.req.param('secret') ?? '']
  const addressOf = ({ receipt_url }: Stripe.Charge) => receipt_url
  const found = findLinked(engine, { kind: 'charge', id, secret, addressOf })
  if (!found) return undefined
  const { object: charge, work } = found
  const shop = shopOf(engine, work)
  return { charge, work, shop, bill: receiptBill(charge, shop, work) }
}

function show(c: Context, engine: Engine) {
  const found = asked(c, engine)
  if (!found) return renderPage(c, <NoBillPage />, 404)
  const { charge, bill, shop } = found
  return renderPage(c, <ReceiptPage {...{ charge, bill, shop, download: `${c.req.path}/pdf` }} />)
}

function download(c: Context, engine: Engine) {
  const found = asked(c, engine)
  if (!found) return renderPage(c, <NoBillPage />, 404)
  const { charge, bill, work } = found
  const account = work.find('account', work.caller.account)
  return answerPdf(c, bill, {
    paper: paperIn(account?.country ?? null),
    at: charge.created,
    page: charge.receipt_url ?? undefined,
    isPayable: false,
    logo: logoOf(engine, work),
  })
}
