/** `GET` and `POST /password`. */
import { Hono } from 'hono'
import { attempts } from '../../../web/attempts.js'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { changePassword, type PasswordForm } from '../change-password.js'
import { tooManyTries } from '../page-refusal.js'
import { PasswordPage } from '../pages/password.js'
import { HOME, PASSWORD } from '../paths.js'
import { enter, textOf, type PageContext, type Room } from '../room.js'
import type { Faults } from '../sign-up.js'
import { requireForm, requireSignedIn, signedIn, type PeopleEnv } from '../visitor.js'

export function passwordRoutes(room: Room): Hono<PeopleEnv> {
  // A session left open must not be a place to guess the password from.
  const tried = attempts(10, 15 * 60)
  return new Hono<PeopleEnv>()
    .get(PASSWORD, requireSignedIn, (c) => show(c))
    .post(PASSWORD, requireSignedIn, requireForm(), async (c) => {
      const { id } = signedIn(c)
      const wait = await tried.count(id)
      if (wait > 0) throw tooManyTries(wait)
      const body = await c.req.parseBody()
      const form = { current: textOf(body.current), password: textOf(body.password) }
      const faults = await changePassword(room, id, form)
      if (faults) return show(c, faults)
      leaveFlash(c, { tone: 'success', text: 'Your password is changed.' })
      return enter(room, c, { member: id, back: HOME })
    })
}

function show(c: PageContext, faults?: Faults<PasswordForm>) {
  const { formToken } = c.var.visitor
  const page = <PasswordPage {...{ formToken, faults: faults ?? {}, email: signedIn(c).email }} />
  return renderPage(c, page, faults ? 400 : 200)
}
