/** `GET` and `POST /sign-in`, `POST /sign-out`. */
import { Hono, type Context } from 'hono'
import { forgetBrowserId } from '../../../web/browser-id.js'
import { clientAddress } from '../../../web/client-address.js'
import { renderPage } from '../../../web/render.js'
import { returnTo } from '../../../web/return-to.js'
import { PATHS } from '../../routes.js'
import { SignInPage } from '../pages/sign-in.js'
import { tooManyTries } from '../refusal.js'
import { endSession } from '../session.js'
import { signIn, signInAttempts } from '../sign-in.js'
import { cookieOf, type PeopleTools } from '../tools.js'
import { requireForm, type PeopleEnv } from '../visitor.js'
import { enter, textOf } from './enter.js'

export function signInRoutes(tools: PeopleTools): Hono<PeopleEnv> {
  const tried = signInAttempts()
  const home = tools.routes.to('home')
  return new Hono<PeopleEnv>()
    .get(PATHS.signIn, (c) => {
      const back = returnTo(c.req.query('return_to'), home)
      return c.var.visitor.person ? c.redirect(back) : show(c, tools, { back })
    })
    .post(PATHS.signIn, requireForm(), async (c) => {
      const form = await c.req.parseBody()
      const back = returnTo(form.return_to, home)
      const [email, password] = [textOf(form.email), textOf(form.password)]
      const given = { email, password, address: clientAddress(c) }
      const outcome = await signIn(given, tried, tools)
      if (outcome.kind === 'limited') throw tooManyTries(outcome.retryAfter)
      if (outcome.kind === 'wrong') return show(c, tools, { back, wrong: email })
      return enter(c, { person: outcome.person.id, back }, tools)
    })
    .post(PATHS.signOut, requireForm(), async (c) => {
      await endSession(c.var.visitor.browserId, tools)
      forgetBrowserId(c, cookieOf(tools))
      return c.redirect(tools.routes.to('signIn'), 303)
    })
}

function show(c: Context<PeopleEnv>, tools: PeopleTools, shown: { back: string; wrong?: string }) {
  const { formToken } = c.var.visitor
  const page = <SignInPage setting={tools} formToken={formToken} {...shown} />
  return renderPage(c, page, shown.wrong === undefined ? 200 : 401)
}
