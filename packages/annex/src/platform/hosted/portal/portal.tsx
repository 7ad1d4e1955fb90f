/** `/p/session/:session/:secret`: the billing portal. The secret in the address is the permission. */
import { Hono, type Context } from 'hono'
import { renderPage } from '../../../web/render.js'
import { isFromOurPages } from '../../../web/same-origin.js'
import type { Engine } from '../../engine/context.js'
import { Refusal } from '../../engine/errors.js'
import { PORTAL_PATH } from '../../objects/billing-portal-session/behaviour.js'
import { showHome } from './home.js'
import { ExpiredPage, ForeignFormPage } from './no-portal-page.js'
import { pages, type Page } from './pages.js'
import { enter } from './visit.js'

export function portalPages(engine: Engine): Hono {
  const app = new Hono()
  for (const page of pages) {
    app.on(page.method, PORTAL_PATH + page.path, (c) => answer(c, engine, page))
  }
  return app
}

async function answer(c: Context, engine: Engine, page: Page): Promise<Response> {
  if (page.method === 'POST' && !isFromOurPages(c.req.raw)) {
    return renderPage(c, <ForeignFormPage />, 403)
  }
  const visit = enter(engine, c.req.param('session') ?? '', c.req.param('secret') ?? '')
  if (visit === undefined) return renderPage(c, <ExpiredPage status={404} back={null} />, 404)
  if ('expired' in visit) {
    return renderPage(c, <ExpiredPage status={410} back={visit.expired.return_url} />, 410)
  }
  const { feature } = page
  if (feature && !visit.features[feature].enabled) return showHome(c, visit, NOT_HERE)
  try {
    return await page.answer(c, visit)
  } catch (error) {
    if (error instanceof Refusal) return showHome(c, visit, error.message)
    throw error
  }
}

const NOT_HERE = 'This can’t be done here. Ask the seller to do it for you. Nothing was changed.'
