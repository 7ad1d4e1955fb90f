/** Letting somebody in under a new browser id, so that nobody can have planted it (S10). */
import type { Context } from 'hono'
import { giveBrowserId } from '../../../web/browser-id.js'
import { beginSession } from '../session.js'
import { cookieOf, type PeopleTools } from '../tools.js'
import type { PeopleEnv } from '../visitor.js'

export async function enter(
  c: Context<PeopleEnv>,
  to: { person: string; back: string },
  tools: PeopleTools,
): Promise<Response> {
  const browserId = giveBrowserId(c, cookieOf(tools), tools.outside.random)
  await beginSession({ browserId, person: to.person }, tools)
  return c.redirect(to.back, 303)
}

/** A field of a form; a file, a list or nothing at all is an empty text. */
export function textOf(field: unknown): string {
  return typeof field === 'string' ? field : ''
}
