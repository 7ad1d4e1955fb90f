/** Money's addresses: the plan of an account, the way to Stripe and back, and who pays. */
import { Hono, type Context } from 'hono'
import { leaveFlash, type Flash } from '../../web/flash.js'
import { postedForm } from '../../web/posted-form.js'
import { renderPage } from '../../web/render.js'
import { returnTo } from '../../web/return-to.js'
import type { BillingRoom } from '../billing/billing.js'
import type { CheckoutEnd } from '../billing/finish.js'
import { BillingAway } from '../billing/refusals.js'
import { tenantOf } from '../people/access.js'
import { personOf, requireForm, type PeopleEnv } from '../people/visitor.js'
import { PATHS } from '../routes.js'
import { asPage, notThisAccounts } from './billing-refusals.js'
import { recurringOf, totalsOf } from './billing-view.js'
import { connectionOf } from './connection-of.js'
import { BillingPage } from './pages/billing.js'
import { FeesPage } from './pages/fees.js'
import { PlanPage } from './pages/plan.js'
import type { ConsoleParts } from './parts.js'
import { connectionPage, earnsHere, pageFrame } from './view.js'

/** Only what there is to charge or to earn has its pages. */
export function moneyRoutes(parts: ConsoleParts): Hono<PeopleEnv> {
  const { billing, people } = parts
  const routes = new Hono<PeopleEnv>()
  if (billing?.sells) routes.route('/', billingRoutes(parts, billing))
  if (billing && earnsHere(people, billing)) {
    routes.get(PATHS.fees, (c) => feesPage(c, parts, billing))
  }
  return routes
}

function billingRoutes(parts: ConsoleParts, billing: BillingRoom): Hono<PeopleEnv> {
  const { routes } = parts.people
  return new Hono<PeopleEnv>()
    .get(PATHS.billing, (c) => billingPage(c, parts, billing))
    .get(PATHS.plan, (c) => planPage(c, parts, billing))
    .post(PATHS.planCheckout, requireForm(), async (c) => {
      const connection = await connectionOf(c, parts)
      const { plan } = await postedForm(c)
      const wish = { plan: typeof plan === 'string' ? plan : '' }
      return c.redirect(await asPage(billing.checkoutUrl(connection, wish)), 303)
    })
    .post(PATHS.planPortal, requireForm(), async (c) => {
      const connection = await connectionOf(c, parts)
      return c.redirect(await asPage(billing.portalUrl(connection)), 303)
    })
    .get(PATHS.planReturn, async (c) => {
      const connection = await connectionOf(c, parts)
      const session = c.req.query('session_id')
      const flash = session
        ? FLASHES[await asPage(billing.finish(connection, session), notThisAccounts)]
        : void (await asPage(billing.refresh(connection)))
      if (flash) leaveFlash(c, flash)
      return c.redirect(returnTo(c.req.query('return_to'), routes.to('plan', connection.id)), 303)
    })
}

const FLASHES: Record<CheckoutEnd, Flash> = {
  complete: { tone: 'success', text: 'Thank you. The plan is yours from this moment on.' },
  open: { tone: 'info', text: 'Nothing was bought: the checkout is still open.' },
  expired: { tone: 'info', text: 'That checkout is too old, and nothing was bought with it.' },
}

async function planPage(c: Context<PeopleEnv>, parts: ConsoleParts, billing: BillingRoom) {
  const connection = await connectionOf(c, parts)
  const props = await connectionPage(c, parts, connection)
  const view = {
    billing: await billing.status(connection),
    plans: await plansNow(billing),
    trialDays: billing.settings.trialDays,
  }
  return renderPage(c, <PlanPage {...props} {...view} />)
}

/** What an account has can be shown without Stripe; only what it could buy can't. */
async function plansNow(billing: BillingRoom) {
  try {
    return await billing.plans()
  } catch (error) {
    if (error instanceof BillingAway) return null
    throw error
  }
}

async function billingPage(c: Context<PeopleEnv>, parts: ConsoleParts, billing: BillingRoom) {
  const accounts = await billing.list(tenantOf(personOf(c)))
  const totals = totalsOf(accounts)
  const { routes } = parts.people
  return renderPage(
    c,
    <BillingPage
      frame={await pageFrame(c, parts, 'billing')}
      accounts={accounts}
      totals={totals}
      recurring={recurringOf(totals)}
      connect={routes.to('connect')}
      planOf={(connection) => routes.to('plan', connection)}
    />,
  )
}

const YEAR = 365 * 24 * 3600

async function feesPage(c: Context<PeopleEnv>, parts: ConsoleParts, billing: BillingRoom) {
  const fees = await billing.fees(parts.people.outside.clock.now() - YEAR)
  return renderPage(c, <FeesPage frame={await pageFrame(c, parts, 'fees')} fees={fees} />)
}
