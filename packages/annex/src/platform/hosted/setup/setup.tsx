/** `/setup/:secret`: where account links and login links lead. The secret is the permission. */
import { Hono, type Context } from 'hono'
import type Stripe from 'stripe'
import { clientAddress } from '../../../web/client-address.js'
import { renderPage } from '../../../web/render.js'
import type { Engine } from '../../engine/context.js'
import { perform } from '../../engine/perform.js'
import { useAccountLink } from '../../store/account-links.js'
import { typedIn } from '../typed.js'
import { requestsFor, type Said } from './answers.js'
import { findAskedLink, type AskedLink } from './asked-link.js'
import { ExpressPage } from './express-page.js'
import { groupsFor } from './questions.js'
import { LinkGonePage, SetupPage, type SetupPageProps } from './setup-page.js'

const PATH = '/setup/:secret'

export function setupPages(engine: Engine): Hono {
  const app = new Hono()
  app.get(PATH, (c) => {
    const asked = findAskedLink(engine, c.req.param('secret'))
    return turnedAway(c, asked) ?? show(c, engine, asked)
  })
  app.post(PATH, (c) => submit(c, engine))
  return app
}

/** A link that was used or has expired leads back to the platform, which makes a new one. */
function turnedAway(c: Context, asked: AskedLink | undefined): Response | undefined {
  if (asked && !asked.isSpent) return undefined
  const back = asked?.link.refresh_url
  return back ? c.redirect(back, 303) : undefined
}

function show(c: Context, engine: Engine, asked: AskedLink | undefined) {
  if (!asked || asked.isSpent) return renderPage(c, <LinkGonePage />, 404)
  if (asked.link.type === 'login') return showDashboard(c, engine, asked)
  return showForm(c, asked, { typed: {}, fault: undefined })
}

type Shown = Pick<SetupPageProps, 'typed' | 'fault'>

function showForm(c: Context, { account, caller, link }: AskedLink, shown: Shown) {
  const page = { account, livemode: caller.livemode, back: link.return_url, ...shown }
  return renderPage(c, <SetupPage {...page} />, shown.fault ? 400 : 200)
}

async function submit(c: Context, engine: Engine) {
  const typed = await typedIn(c)
  const asked = findAskedLink(engine, c.req.param('secret') ?? '')
  const away = turnedAway(c, asked)
  if (away) return away
  if (!asked || asked.isSpent || asked.link.type === 'login') return show(c, engine, asked)
  const { action, ...fields } = typed
  if (action === 'fill') {
    return showForm(c, asked, { typed: testAnswers(asked.account), fault: undefined })
  }
  const by = { account: asked.link.account, now: asked.work.now, ip: addressOf(c) }
  const fault = sayAll(engine, asked, requestsFor(fields, by))
  const after = findAskedLink(engine, c.req.param('secret') ?? '') ?? asked
  if (fault) return showForm(c, after, { typed: fields, fault })
  return action === 'submit' ? finish(c, engine, after, fields) : c.redirect(c.req.path, 303)
}

/** What is still missing is asked again; a link whose form is complete has served. */
function finish(c: Context, engine: Engine, asked: AskedLink, typed: Shown['typed']) {
  const due = asked.account.requirements?.currently_due ?? []
  if (due.length > 0) {
    const message = 'Some answers are still missing. Everything else has been saved.'
    return showForm(c, asked, { typed, fault: { param: undefined, message } })
  }
  engine.store.transaction(() => {
    useAccountLink(engine.store, asked.link.hash, asked.work.now)
    asked.work.update('account', asked.account.id, { details_submitted: true })
  })
  return c.redirect(asked.link.return_url ?? '/', 303)
}

/** Through the API, so that the same checks answer in the same words. Stops at the first refusal. */
function sayAll(engine: Engine, { caller }: AskedLink, said: readonly Said[]): Shown['fault'] {
  for (const { path, params } of said) {
    const { status, body } = perform(engine, { caller, method: 'POST', path, params })
    if (status === 200) continue
    const { param, message } = Object(Object(body).error)
    return { param: param === undefined ? undefined : String(param), message: String(message) }
  }
  return undefined
}

function testAnswers({ requirements }: Stripe.Account): Record<string, string> {
  const asks = groupsFor(requirements?.currently_due ?? []).flatMap(({ asks }) => asks)
  return Object.fromEntries([...asks.map(({ name, test }) => [name, test]), ['terms', 'accepted']])
}

function showDashboard(c: Context, engine: Engine, { account, caller, work }: AskedLink) {
  const { body } = perform(engine, { caller, method: 'GET', path: '/v1/balance' })
  const balance = body as Stripe.Balance
  const payouts = work.list('payout', {}).slice(0, 5)
  return renderPage(
    c,
    <ExpressPage {...{ account, balance, payouts, livemode: caller.livemode }} />,
  )
}

// Without a socket there is no address; the acceptance still needs one.
function addressOf(c: Context): string {
  const address = clientAddress(c)
  return address === 'local' ? '127.0.0.1' : address
}
