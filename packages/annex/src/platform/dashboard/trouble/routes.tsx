/** The page about trouble on purpose. It only shows: setting it is for the control port. */
import { Hono } from 'hono'
import { renderPage } from '../../../web/render.js'
import { paths } from '../../routes.js'
import type { DashboardContext, DashboardEnv } from '../context.js'
import { frameOf } from '../frame.js'
import { TroublePage } from './page.js'

export function troubleRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>().get(paths.trouble, (c) => {
    const { trouble, production } = context
    const props = { state: trouble.state(), production }
    return renderPage(c, <TroublePage frame={frameOf(c, context)} {...props} />)
  })
}
