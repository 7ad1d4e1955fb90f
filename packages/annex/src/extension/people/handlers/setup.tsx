/** `GET` and `POST /setup`: the link from the log, good for the first owner alone. */
import { Hono } from 'hono'
import { passwordFault } from '../../../core/password.js'
import { renderPage } from '../../../web/render.js'
import { PATHS } from '../../routes.js'
import { SetupPage } from '../pages/setup.js'
import { setupClosed } from '../refusal.js'
import { addOwner, type Setup } from '../setup.js'
import type { PeopleTools } from '../tools.js'
import { requireForm, type PeopleEnv } from '../visitor.js'
import { enter, textOf } from './enter.js'

export function setupRoutes(setup: Setup, tools: PeopleTools): Hono<PeopleEnv> {
  return new Hono<PeopleEnv>()
    .get(PATHS.setup, (c) => {
      const token = c.req.query('token') ?? ''
      if (!setup.accepts(token)) throw setupClosed()
      const { formToken } = c.var.visitor
      return renderPage(c, <SetupPage setting={tools} {...{ token, formToken }} />)
    })
    .post(PATHS.setup, requireForm(), async (c) => {
      const form = await c.req.parseBody()
      const token = textOf(form.token)
      if (!setup.accepts(token)) throw setupClosed()
      const [email, password] = [textOf(form.email), textOf(form.password)]
      const faults = { email: emailFault(email), password: passwordFault(password) }
      if (faults.email ?? faults.password) {
        const { formToken } = c.var.visitor
        const page = <SetupPage setting={tools} {...{ token, formToken, email, faults }} />
        return renderPage(c, page, 400)
      }
      const person = await addOwner({ email, password }, tools)
      if (person === undefined) throw setupClosed()
      return enter(c, { person, back: tools.routes.to('home') }, tools)
    })
}

function emailFault(email: string): string | undefined {
  const plausible = email.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(email.trim())
  return plausible ? undefined : 'Write an email address, like you@example.com.'
}
