/** Connected applications: which there are, what each does, and ending one. */
import { Hono } from 'hono'
import { apiVersion } from '../../../catalogue/catalogue.js'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { disconnect } from '../../oauth/connection.js'
import { paths } from '../../routes.js'
import {
  countApplicationRequests,
  listApplicationRequests,
} from '../../store/application-requests.js'
import { findConnection, listConnections, type ConnectionRow } from '../../store/grants.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { frameOf } from '../frame.js'
import { placeOf } from '../place.js'
import { required } from '../query.js'
import { ApplicationPage } from './detail-page.js'
import { ApplicationsPage } from './list-page.js'

const WEEK = 7 * 24 * 3600
const RECENT = 10

export function applicationRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.applications, (c) => showApplications(context, c))
    .get(paths.application(':id'), (c) => showApplication(context, c))
    .post(paths.disconnect(':id'), (c) => endConnection(context, c))
}

function showApplications(context: DashboardContext, c: PageContext) {
  const place = placeOf(c)
  const now = context.clock.now()
  context.requests.flush()
  const connections = listConnections(context.store, place.account, place.livemode).map((row) => ({
    ...row,
    requests: countApplicationRequests(context.store, { ...row, ...place }, now - WEEK),
  }))
  const { livemode } = place
  const { formToken } = c.var.visitor
  const props = { frame: frameOf(c, context), now, connections, livemode, formToken }
  return renderPage(c, <ApplicationsPage {...props} />)
}

function showApplication(context: DashboardContext, c: PageContext) {
  const place = placeOf(c)
  const now = context.clock.now()
  const connection = own(context, c)
  const by = { ...place, application: connection.application }
  context.requests.flush()
  const props = {
    ...{ frame: frameOf(c, context), now, connection, formToken: c.var.visitor.formToken },
    count: countApplicationRequests(context.store, by, now - WEEK),
    recent: listApplicationRequests(context.store, by, RECENT),
  }
  return renderPage(c, <ApplicationPage {...props} />)
}

function endConnection(context: DashboardContext, c: PageContext) {
  const connection = own(context, c)
  disconnect({ ...context, apiVersion }, connection.id, 'account')
  // A second press finds it ended, which is what it wanted.
  leaveFlash(c, { tone: 'success', text: `${connection.name} is disconnected.` })
  return c.redirect(paths.applications, 303)
}

function own(context: DashboardContext, c: PageContext): ConnectionRow {
  return required(findConnection(context.store, placeOf(c).account, c.req.param('id') ?? ''))
}
