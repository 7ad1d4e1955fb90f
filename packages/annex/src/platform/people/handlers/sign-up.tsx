/** `GET` and `POST /sign-up`. */
import { Hono } from 'hono'
import { attempts } from '../../../web/attempts.js'
import { clientAddress } from '../../../web/client-address.js'
import { renderPage } from '../../../web/render.js'
import { returnTo } from '../../../web/return-to.js'
import { tooManyTries } from '../page-refusal.js'
import { SignUpPage } from '../pages/sign-up.js'
import { HOME, SIGN_UP } from '../paths.js'
import { enter, errandFor, textOf, type PageContext, type Room } from '../room.js'
import { signUp, skipSignUp, type Faults, type SignUpForm } from '../sign-up.js'
import { requireForm, type PeopleEnv } from '../visitor.js'

const EMPTY: SignUpForm = { email: '', name: '', password: '', business_name: '', country: 'US' }

export function signUpRoutes(room: Room): Hono<PeopleEnv> {
  // Asking for many addresses would tell which of them have an account here.
  const taken = attempts(20, 15 * 60)
  const tried = attempts(200, 15 * 60)
  return new Hono<PeopleEnv>()
    .get(SIGN_UP, (c) => {
      const back = returnTo(c.req.query('return_to'), HOME)
      if (c.var.visitor.person) return c.redirect(back)
      return show(room, c, { back, form: { ...EMPTY, ...errandFor(room, c, back)?.prefill } })
    })
    .post(SIGN_UP, requireForm(), async (c) => {
      const body = await c.req.parseBody()
      const back = returnTo(body.return_to, HOME)
      const address = clientAddress(c)
      const wait = Math.max(await tried.count(address), await taken.waitFor(address))
      if (wait > 0) throw tooManyTries(wait)
      if (body.skip && errandFor(room, c, back)?.livemode === false) {
        return enter(room, c, { member: await skipSignUp(room), back })
      }
      const form = formOf(body)
      const outcome = await signUp(room, form)
      if (outcome.kind === 'signed_up') return enter(room, c, { member: outcome.member, back })
      if (outcome.kind === 'taken') await taken.count(address)
      return show(room, c, { back, form, faults: outcome.faults })
    })
}

function formOf(body: Record<string, unknown>): SignUpForm {
  return {
    email: textOf(body.email),
    name: textOf(body.name),
    password: textOf(body.password),
    business_name: textOf(body.business_name),
    country: textOf(body.country),
  }
}

function show(
  room: Room,
  c: PageContext,
  shown: { back: string; form: SignUpForm; faults?: Faults<SignUpForm> },
) {
  const errand = errandFor(room, c, shown.back)
  const page = (
    <SignUpPage {...{ faults: {}, ...shown, errand, formToken: c.var.visitor.formToken }} />
  )
  return renderPage(c, page, shown.faults ? 400 : 200)
}
