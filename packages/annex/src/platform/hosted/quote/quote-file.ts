/** `GET /v1/quotes/{quote}/pdf`: an operation like any other, whose answer is then drawn. */
import type { Engine } from '../../engine/context.js'
import { openNow } from '../../engine/unit.js'
import { quoteOf } from '../../objects/quote/kept.js'
import { findOwner } from '../../store/objects.js'
import { quoteBill } from '../bill/quote-bill.js'
import { paperIn } from '../pdf/answer.js'
import { billPdf } from '../pdf/bill-pdf.js'
import { logoOf } from '../pdf/logo.js'
import { shopOf } from '../shop.js'

/**
 * @param answered the operation's answer: who may ask, and for which quote, was decided there
 * @returns the same with the file in it; refusals as they are
 */
export async function drawQuote(engine: Engine, answered: Response): Promise<Response> {
  if (answered.status !== 200) return answered
  const { id } = Object(await answered.json()) as { id: string }
  const owner = findOwner(engine.store, 'quote', id)
  if (!owner) return answered
  const work = openNow(engine, { ...owner, ...NOBODY })
  const quote = quoteOf(id, work)
  const file = await billPdf(quoteBill(quote, shopOf(engine, work), work), {
    paper: paperIn(work.find('account', owner.account)?.country ?? null),
    at: quote.status_transitions.finalized_at ?? quote.created,
    page: undefined,
    isPayable: false,
    logo: logoOf(engine, work),
  })
  const headers = new Headers(answered.headers)
  headers.set('Content-Type', 'application/pdf')
  return new Response(new Uint8Array(file), { headers })
}

const NOBODY = { application: null, access: 'read_only', maskedKey: '' } as const
