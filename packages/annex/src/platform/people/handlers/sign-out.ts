/** `POST /sign-out`: the session ends on the server, not only in the browser. */
import { Hono } from 'hono'
import { forgetBrowserId } from '../../../web/browser-id.js'
import { SIGN_IN, SIGN_OUT } from '../paths.js'
import type { Room } from '../room.js'
import { endSession } from '../session.js'
import { cookieOf } from '../tools.js'
import { requireForm, type PeopleEnv } from '../visitor.js'

export function signOutRoutes(room: Room): Hono<PeopleEnv> {
  return new Hono<PeopleEnv>().post(SIGN_OUT, requireForm(), (c) => {
    endSession(room, c.var.visitor.browserId)
    forgetBrowserId(c, cookieOf(room))
    return c.redirect(SIGN_IN, 303)
  })
}
