/** What a page was asked for in its address. */
import { postedForm } from '../../web/posted-form.js'
import { PageRefusal, nothingHere } from '../people/page-refusal.js'
import type { PageContext } from './context.js'
import type { Direction } from './paging.js'

/** The row a page begins behind. */
export interface Cursor {
  direction: Direction
  id: string
}

/** `after` or `before` of the address. */
export function cursorOf(c: PageContext): Cursor | undefined {
  const after = c.req.query('after')
  const before = c.req.query('before')
  if (after) return { direction: 'after', id: after }
  return before ? { direction: 'before', id: before } : undefined
}

/** The same as it stands in an address. */
export function cursorQuery(c: PageContext): { after?: string; before?: string } {
  const cursor = cursorOf(c)
  return cursor ? { [cursor.direction]: cursor.id } : {}
}

/** @throws PageRefusal the same for absent and for somebody else's (reliability 9) */
export function required<T>(found: T | undefined): T {
  if (found === undefined) throw nothingHere()
  return found
}

/** A text of the form; a file, a list or nothing at all is an empty one. */
export async function formOf(c: PageContext): Promise<(name: string) => string> {
  const body = await postedForm(c)
  return (name) => {
    const value = body[name]
    return typeof value === 'string' ? value.trim() : ''
  }
}

/** One of the words a form offered. */
export function oneOf<T extends string>(words: readonly T[], given: string): T {
  const found = words.find((word) => word === given)
  if (found === undefined)
    throw new PageRefusal(
      400,
      'That is not a choice here',
      'Go back, reload the page and choose again.',
    )
  return found
}
