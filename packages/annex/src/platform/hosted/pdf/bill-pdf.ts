/** A bill as a file to keep: the same words and sums as on its page. */
import type { Bill, Party } from '../bill/bill.js'
import { canWrite } from './faces.js'
import { writeLines } from './lines.js'
import { FAINT, openSheet, type Place, type Sheet } from './sheet.js'

export interface PdfOptions {
  readonly paper: 'A4' | 'LETTER'
  /** Unix seconds, when it was issued. */
  readonly at: number
  /** Where it can be read, and paid, on the web. */
  readonly page: string | undefined
  /** Whether somebody should still pay there. */
  readonly isPayable: boolean
  /** A PNG or JPEG that is known to be one. */
  readonly logo: Uint8Array | undefined
}

export function billPdf(bill: Bill, options: PdfOptions): Promise<Buffer> {
  const { paper, at } = options
  const { title, number, seller } = bill
  const sheet = openSheet({ paper, at, title: `${title} ${number}`, author: seller.name })
  if (options.logo) sheet.picture(options.logo)
  writeHead(sheet, bill)
  writeHeadline(sheet, bill, options)
  if (bill.memo) writeWords(sheet, bill.memo)
  writeLines(sheet, bill)
  if (bill.footer) writeWords(sheet, bill.footer)
  if (!canWrite(wordsOf(bill))) writeWords(sheet, missing(bill, options))
  const test = bill.testMode ? ' · Test mode, no money moves' : ''
  return sheet.close(`${title} ${number}${test}`)
}

function writeHead(sheet: Sheet, { title, stamp, facts, seller, customer }: Bill): void {
  const { whole } = sheet
  sheet.put(
    stamp?.toUpperCase() ?? '',
    whole,
    { size: 13, weight: 'bold', colour: FAINT, align: 'right' },
    6,
  )
  sheet.write(title, whole, { size: 22, weight: 'bold' })
  sheet.move(12)
  const names: Place = { x: whole.x, width: 110 }
  const values: Place = { x: whole.x + 120, width: whole.width - 120 }
  for (const [label, value] of facts) {
    sheet.put(label, names, { colour: FAINT })
    sheet.write(value, values)
    sheet.move(2)
  }
  sheet.move(16)
  const half = whole.width / 2 - 10
  const tall = Math.max(
    writeParty(sheet, 'From', seller, { x: whole.x, width: half }),
    writeParty(sheet, 'To', customer, { x: whole.x + half + 20, width: half }),
  )
  sheet.move(tall + 24)
}

/** @returns how tall it is */
function writeParty(sheet: Sheet, label: string, { name, lines }: Party, place: Place): number {
  const rows = [
    { text: label, style: { size: 8, colour: FAINT } },
    { text: name, style: { weight: 'bold' } },
    ...lines.map((text) => ({ text, style: {} })),
  ] as const
  let down = 0
  for (const { text, style } of rows) {
    sheet.put(text, place, style, down)
    down += sheet.measure(text, place, style) + 1
  }
  return down
}

function writeHeadline(sheet: Sheet, { headline }: Bill, { page, isPayable }: PdfOptions): void {
  sheet.write(headline, sheet.whole, { size: 16, weight: 'bold' })
  if (page !== undefined && isPayable) {
    sheet.move(4)
    const words = 'Pay online'
    sheet.link({ ...sheet.whole, width: 60 }, 0, 12, page)
    sheet.write(words, sheet.whole, { colour: '#3b3aa0' })
  }
  sheet.move(18)
}

function writeWords(sheet: Sheet, words: string): void {
  sheet.write(words, sheet.whole, { colour: FAINT })
  sheet.move(16)
}

function missing({ title }: Bill, { page }: PdfOptions): string {
  const what = title.toLowerCase()
  const where = page === undefined ? '' : ` Read it in full at ${page}`
  return `Empty boxes stand for characters that cannot be printed in this ${what}.${where}`
}

function wordsOf({ seller, customer, facts, lines, sums, memo, footer }: Bill): string {
  const parties = [seller, customer].flatMap((party) => [party.name, ...party.lines])
  const said = [
    ...facts.flat(),
    ...lines.map(({ words }) => words),
    ...sums.map(({ label }) => label),
  ]
  return [...parties, ...said, memo, footer].join(' ').replaceAll(/\s/g, ' ')
}
