/** The bank's page of a test card: the payer passes or fails 3-D Secure, and goes back to the shop. */
import { Hono, type Context } from 'hono'
import { pageHeaders } from '../../web/headers.js'
import { postedForm } from '../../web/posted-form.js'
import { renderPage } from '../../web/render.js'
import type { Engine } from '../engine/context.js'
import { authenticate } from '../objects/payment-intent/authenticate.js'
import { authenticate as authenticateSetup } from '../objects/setup-intent/authenticate.js'
import { AUTHENTICATION_PATH } from '../objects/next-action.js'
import { AuthenticatePage, AuthenticatedPage, GonePage } from './authenticate-page.js'
import { findAsked, type Asked, type Intent } from './asked-intent.js'

export function hostedPages(engine: Engine): Hono {
  const app = new Hono()
  app.use(AUTHENTICATION_PATH, pageHeaders(engine.outside.random))
  app.get(AUTHENTICATION_PATH, (c) => show(c, asked(c, engine)))
  app.post(AUTHENTICATION_PATH, (c) => decide(c, engine))
  return app
}

function asked(c: Context, engine: Engine): Asked | undefined {
  const intent = c.req.param('intent') ?? ''
  return findAsked(engine, intent, c.req.query('client_secret') ?? '')
}

function show(c: Context, found: Asked | undefined) {
  if (!found) return renderPage(c, <GonePage status={404} />, 404)
  if (found.intent.status !== 'requires_action')
    return renderPage(c, <GonePage status={409} />, 409)
  return renderPage(c, <AuthenticatePage intent={found.intent} shop={found.shop} />)
}

/** The client secret in the address is the payer's permission; there is no session to forge. */
async function decide(c: Context, engine: Engine) {
  const { decision } = await postedForm(c)
  return engine.store.transaction(() => {
    const found = asked(c, engine)
    if (found?.intent.status !== 'requires_action') return show(c, found)
    const decided = decideOn(found, decision === 'passed')
    const back = returnUrl(found.intent, decided)
    return back ? c.redirect(back, 303) : renderPage(c, <AuthenticatedPage intent={decided} />)
  })
}

function decideOn({ intent, work }: Asked, passed: boolean): Intent {
  return intent.object === 'setup_intent'
    ? authenticateSetup(intent, passed, work)
    : authenticate(intent, passed, work)
}

function returnUrl(before: Intent, after: Intent): string | undefined {
  const address = before.next_action?.redirect_to_url?.return_url
  if (!address || !URL.canParse(address)) return undefined
  const url = new URL(address)
  url.searchParams.set(after.object, after.id)
  url.searchParams.set(`${after.object}_client_secret`, after.client_secret ?? '')
  const failed = after.status === 'requires_payment_method'
  url.searchParams.set('redirect_status', failed ? 'failed' : 'succeeded')
  return url.href
}
