/** The PDF of a credit note, for whoever has its address. */
import { Hono, type Context } from 'hono'
import type Stripe from 'stripe'
import { renderPage } from '../../../web/render.js'
import type { Engine } from '../../engine/context.js'
import { CREDIT_NOTE_PDF_PATH } from '../../objects/credit-note/pdf-address.js'
import { idOf } from '../../objects/reference.js'
import { creditNoteBill } from '../bill/credit-note-bill.js'
import { findLinked } from '../linked.js'
import { NoBillPage } from '../no-bill-page.js'
import { answerPdf, paperOf } from '../pdf/answer.js'
import { logoOf } from '../pdf/logo.js'
import { shopOf } from '../shop.js'

export function creditNotePages(engine: Engine): Hono {
  return new Hono().get(CREDIT_NOTE_PDF_PATH, (c) => download(c, engine))
}

function download(c: Context, engine: Engine) {
  const [id, secret] = [c.req.param('note') ?? '', c.req.param('secret') ?? '']
  const addressOf = ({ pdf }: Stripe.CreditNote) => pdf.replace(/\/pdf$/, '')
  const found = findLinked(engine, { kind: 'credit_note', id, secret, addressOf })
  if (!found) return renderPage(c, <NoBillPage />, 404)
  const { object: note, work } = found
  const invoice = work.get('invoice', idOf(note.invoice))
  return answerPdf(c, creditNoteBill(note, shopOf(engine, work), work), {
    paper: paperOf(invoice),
    at: note.created,
    page: invoice.hosted_invoice_url ?? undefined,
    isPayable: false,
    logo: logoOf(engine, work),
  })
}
