/** The texts of a posted form; files, which no payer sends, are left out. */
import type { Context } from 'hono'
import { postedForm } from '../../web/posted-form.js'
import type { Typed } from './typed-card.js'

export async function typedIn(c: Context): Promise<Typed> {
  const entries = Object.entries(await postedForm(c))
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
