/** A bill as the answer to a browser that wants to keep it. */
import type { Context } from 'hono'
import type Stripe from 'stripe'
import type { Bill } from '../bill/bill.js'
import type { PdfOptions } from './bill-pdf.js'

/** The library is loaded with the first file that is asked for: most platforms never make one. */
export async function answerPdf(c: Context, bill: Bill, options: PdfOptions): Promise<Response> {
  const { billPdf } = await import('./bill-pdf.js')
  const file = await billPdf(bill, options)
  return c.body(new Uint8Array(file), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${nameOf(bill)}.pdf"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
}

/** `Invoice-ABCD-0001`: letters that no header stumbles over. */
function nameOf({ title, number }: Bill): string {
  return `${title} ${number}`.replaceAll(/[^\w.-]+/g, '-')
}

const WRITE_ON_LETTER = ['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE']

/** What an invoice asks for, or what the printers of its seller's country hold. */
export function paperOf({ rendering, account_country }: Stripe.Invoice): PdfOptions['paper'] {
  const size = rendering?.pdf?.page_size
  if (size === 'a4') return 'A4'
  return size === 'letter' ? 'LETTER' : paperIn(account_country)
}

export function paperIn(country: string | null): PdfOptions['paper'] {
  return WRITE_ON_LETTER.includes(country ?? '') ? 'LETTER' : 'A4'
}
