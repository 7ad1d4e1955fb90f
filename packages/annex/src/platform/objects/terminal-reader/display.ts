/** `…/set_reader_display`: the reader shows what is bought so far. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { beginAlone, type Reader } from './action.js'

export function setReaderDisplay(
  reader: Reader,
  { cart, type }: Stripe.Terminal.ReaderSetReaderDisplayParams,
  work: UnitOfWork,
): Reader {
  if (!cart) throw parameterMissing('cart')
  const shown = { type, cart: { ...cart, tax: cart.tax ?? null } }
  return beginAlone(reader, { type: 'set_reader_display', set_reader_display: shown }, work)
}
