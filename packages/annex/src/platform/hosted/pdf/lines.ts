/** The lines of a bill and what they come to, over as many pages as it takes. */
import type { Bill, BillLine, BillSum } from '../bill/bill.js'
import { FAINT, type Place, type Sheet, type Style } from './sheet.js'

interface Columns {
  readonly words: Place
  readonly quantity: Place
  readonly unit: Place
  readonly amount: Place
}

const SMALL = { size: 8, colour: FAINT } as const
const RIGHT = { align: 'right' } as const

export function writeLines(sheet: Sheet, { lines, sums }: Bill): void {
  const columns = columnsOf(sheet)
  const headings = {
    quantity: lines.some(({ quantity }) => quantity !== '') ? 'Qty' : '',
    unit: lines.some(({ unit }) => unit !== '') ? 'Unit price' : '',
  }
  writeHeading(sheet, columns, headings)
  for (const line of lines) {
    if (heightOf(sheet, line, columns) > sheet.room()) {
      sheet.newPage()
      writeHeading(sheet, columns, headings)
    }
    writeLine(sheet, line, columns)
  }
  sheet.rule()
  sheet.move(10)
  for (const sum of sums) writeSum(sheet, sum, columns)
  sheet.move(20)
}

function columnsOf({ whole }: Sheet): Columns {
  const right = whole.x + whole.width
  const [amount, unit, quantity] = [90, 80, 45]
  return {
    words: { x: whole.x, width: whole.width - amount - unit - quantity - 30 },
    quantity: { x: right - amount - unit - quantity - 20, width: quantity },
    unit: { x: right - amount - unit - 10, width: unit },
    amount: { x: right - amount, width: amount },
  }
}

type Headings = Readonly<Record<'quantity' | 'unit', string>>

function writeHeading(sheet: Sheet, columns: Columns, { quantity, unit }: Headings): void {
  sheet.put('Description', columns.words, SMALL)
  sheet.put(quantity, columns.quantity, { ...SMALL, ...RIGHT })
  sheet.put(unit, columns.unit, { ...SMALL, ...RIGHT })
  sheet.put('Amount', columns.amount, { ...SMALL, ...RIGHT })
  sheet.move(14)
  sheet.rule()
  sheet.move(8)
}

const GAP = 8

function heightOf(
  sheet: Sheet,
  { words, period = '' }: BillLine,
  { words: place }: Columns,
): number {
  return sheet.measure(words, place) + sheet.measure(period, place, SMALL) + GAP
}

function writeLine(sheet: Sheet, line: BillLine, columns: Columns): void {
  const { words, period = '', quantity, unit, amount } = line
  sheet.put(quantity, columns.quantity, RIGHT)
  sheet.put(unit, columns.unit, RIGHT)
  sheet.put(amount, columns.amount, RIGHT)
  sheet.put(words, columns.words)
  sheet.put(period, columns.words, SMALL, sheet.measure(words, columns.words))
  sheet.move(heightOf(sheet, line, columns))
}

function writeSum(sheet: Sheet, { label, amount, strong }: BillSum, columns: Columns): void {
  const style: Style = strong ? { weight: 'bold' } : {}
  const middle = sheet.whole.x + sheet.whole.width * 0.45
  const names: Place = { x: middle, width: columns.amount.x - middle - 10 }
  const tall = sheet.measure(label, names, style)
  if (tall > sheet.room()) sheet.newPage()
  sheet.put(label, names, style)
  sheet.put(amount, columns.amount, { ...style, ...RIGHT })
  sheet.move(tall + 6)
}
