/** `optional_items`: what a payer may put into their order, and take out again. */
import { integerTooSmall } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { priceGiven } from '../price/given.js'
import type { CreateParams, Line, Session } from './kept.js'
import { adjustableOf, isWithin } from './lines.js'
import { noSuchOption, quantityBounds, tooManyOptions } from './refusals.js'

type Optional = NonNullable<Session['optional_items']>[number]

const MOST = 10

export function optionalGiven(
  given: CreateParams['optional_items'],
  work: UnitOfWork,
): Session['optional_items'] {
  if (!given) return null
  if (given.length > MOST) throw tooManyOptions(MOST)
  return given.map(({ price, quantity, adjustable_quantity }, index) => {
    const param = `optional_items[${index}]`
    const adjustable = adjustableOf(adjustable_quantity)
    if (quantity < 1) throw integerTooSmall(`${param}[quantity]`, 1)
    if (!isWithin(quantity, adjustable)) throw quantityBounds(`${param}[quantity]`)
    const { id } = priceGiven({ price }, work, param)
    return { adjustable_quantity: adjustable, price: id, quantity }
  })
}

/** As lines, for what must hold of everything that is sold. */
export function asLines(options: readonly Optional[]): Line[] {
  return options.map((option) => lineOf(option, ''))
}

function lineOf({ price, quantity, adjustable_quantity }: Optional, id: string): Line {
  const whole = { metadata: {}, tax_rates: [], optional: true }
  return { id, price, quantity, adjustable_quantity, ...whole }
}

/** The order with what was chosen; once is enough. @throws Refusal for what isn't offered */
export function linesWith(
  { optional_items: options }: Session,
  lines: readonly Line[],
  price: string,
  work: UnitOfWork,
): readonly Line[] {
  const option = (options ?? []).find((one) => one.price === price)
  if (!option) throw noSuchOption(price)
  if (lines.some((line) => line.optional && line.price === price)) return lines
  return [...lines, lineOf(option, work.newId('item'))]
}

/** What the payer hasn't put in stays. */
export function linesWithout(lines: readonly Line[], id: string): readonly Line[] {
  return lines.filter((line) => !(line.optional && line.id === id))
}
