/** API keys: the list, and rolling one. */
import { Hono } from 'hono'
import { renderPage } from '../../../web/render.js'
import { paths } from '../../routes.js'
import { listApiKeys } from '../../store/api-keys.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { frameOf } from '../frame.js'
import { placeOf } from '../place.js'
import { formOf, oneOf, required } from '../query.js'
import { shownOnce, type ShownOnce } from '../shown-once.js'
import { KeysPage } from './page.js'
import { rollKey, type Grace } from './roll-key.js'

const GRACES: readonly Grace[] = ['now', 'hour', 'day', 'week']

export function keyRoutes(context: DashboardContext): Hono<DashboardEnv> {
  const fresh = shownOnce()
  return new Hono<DashboardEnv>()
    .get(paths.keys, (c) => showKeys(context, c, fresh))
    .post(paths.rollKey, (c) => roll(context, c, fresh))
}

function showKeys(context: DashboardContext, c: PageContext, fresh: ShownOnce) {
  const { account, livemode } = placeOf(c)
  const props = {
    frame: frameOf(c, context),
    ...{ formToken: c.var.visitor.formToken, now: context.clock.now(), livemode },
    keys: listApiKeys(context.store, account, livemode),
    fresh: fresh.take(c.var.visitor.browserHash),
  }
  return renderPage(c, <KeysPage {...props} />)
}

async function roll(context: DashboardContext, c: PageContext, fresh: ShownOnce) {
  const field = await formOf(c)
  const rolled = { hash: field('key'), grace: oneOf(GRACES, field('grace')) }
  fresh.keep(c.var.visitor.browserHash, required(rollKey(context, placeOf(c), rolled)))
  return c.redirect(paths.keys, 303)
}
