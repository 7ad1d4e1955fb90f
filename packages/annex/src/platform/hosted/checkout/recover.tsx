/** `/c/recover/:id`: back to what a checkout offered that has expired, in another one. */
import type { Context } from 'hono'
import { renderPage } from '../../../web/render.js'
import type { Engine } from '../../engine/context.js'
import { Refusal } from '../../engine/errors.js'
import { recover } from '../../objects/checkout-session/recover.js'
import { paths } from '../../routes.js'
import { findAskedSession, type AskedSession } from './asked-session.js'
import { ExpiredPage, UnknownPage } from './ended-page.js'

export function followRecovery(c: Context, engine: Engine): Response | Promise<Response> {
  return engine.store.transaction(() => {
    const found = findAskedSession(engine, c.req.param('id') ?? '')
    if (!found) return renderPage(c, <UnknownPage />, 404)
    const { session, seller } = found
    const { livemode, cancel_url: href } = session
    const recovered = tryToRecover(found)
    if (!recovered) return renderPage(c, <ExpiredPage {...{ seller, livemode, href }} />, 410)
    return c.redirect(paths.checkout(recovered.id), 303)
  })
}

/** Undefined when the link is over, or its offer can't be made any more. */
function tryToRecover({ session, work }: AskedSession) {
  try {
    return recover(session, work)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
