/** The people's room as its handlers see it. */
import type { Context } from 'hono'
import { clientAddress } from '../../web/client-address.js'
import { giveBrowserId } from '../../web/browser-id.js'
import type { Errand, ErrandOf } from './errand.js'
import { beginSession } from './session.js'
import { cookieOf, type PeopleTools } from './tools.js'
import type { PeopleEnv } from './visitor.js'

export interface Room extends PeopleTools {
  /** Explains the sign-in page of a connect flow. */
  errandOf: ErrandOf
}

export type PageContext = Context<PeopleEnv>

/** Signs `member` in under a new id and goes on. */
export function enter(room: Room, c: PageContext, to: { member: string; back: string }): Response {
  const before = c.var.visitor.browserId
  const after = giveBrowserId(c, cookieOf(room), room.random)
  beginSession(room, { member: to.member, address: clientAddress(c), before, after })
  return c.redirect(to.back, 303)
}

export function errandFor(room: Room, c: PageContext, back: string): Errand | undefined {
  return room.errandOf(back, c.var.visitor.browserHash)
}

/** A field of a form; a file, a list or nothing at all is an empty text. */
export function textOf(field: unknown): string {
  return typeof field === 'string' ? field : ''
}
