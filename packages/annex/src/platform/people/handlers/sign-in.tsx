/** `GET` and `POST /sign-in`. */
import { Hono } from 'hono'
import { clientAddress } from '../../../web/client-address.js'
import { renderPage } from '../../../web/render.js'
import { returnTo } from '../../../web/return-to.js'
import { tooManyTries } from '../page-refusal.js'
import { SignInPage } from '../pages/sign-in.js'
import { HOME, SIGN_IN } from '../paths.js'
import { enter, errandFor, textOf, type PageContext, type Room } from '../room.js'
import { signIn, signInAttempts } from '../sign-in.js'
import { requireForm, type PeopleEnv } from '../visitor.js'

export function signInRoutes(room: Room): Hono<PeopleEnv> {
  const tried = signInAttempts()
  return new Hono<PeopleEnv>()
    .get(SIGN_IN, (c) => {
      const back = returnTo(c.req.query('return_to'), HOME)
      return c.var.visitor.person ? c.redirect(back) : show(room, c, back)
    })
    .post(SIGN_IN, requireForm(), async (c) => {
      const form = await c.req.parseBody()
      const back = returnTo(form.return_to, HOME)
      const [email, password] = [textOf(form.email), textOf(form.password)]
      const outcome = await signIn(room, tried, { email, password, address: clientAddress(c) })
      if (outcome.kind === 'limited') throw tooManyTries(outcome.retryAfter)
      if (outcome.kind === 'wrong') return show(room, c, back, email)
      return enter(room, c, { member: outcome.member.id, back })
    })
}

/** @param wrong the address that was tried in vain, kept in its field */
function show(room: Room, c: PageContext, back: string, wrong?: string) {
  const errand = errandFor(room, c, back)
  const page = <SignInPage {...{ back, errand, wrong, formToken: c.var.visitor.formToken }} />
  return renderPage(c, page, wrong === undefined ? 200 : 401)
}
