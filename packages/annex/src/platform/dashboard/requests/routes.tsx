/** The request log: the list and one of them. */
import { Hono } from 'hono'
import { renderPage } from '../../../web/render.js'
import { paths } from '../../routes.js'
import { findRequest, listRequests } from '../../store/request-list.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { frameOf } from '../frame.js'
import { placeOf } from '../place.js'
import { PAGE_SIZE } from '../paging.js'
import { required } from '../query.js'
import { asCurl } from './curl.js'
import { RequestPage } from './detail-page.js'
import { RequestsPage, type RequestFilters } from './list-page.js'

export function requestRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.requests, (c) => showRequests(context, c))
    .get(paths.request(':id'), (c) => showRequest(context, c))
}

function showRequests(context: DashboardContext, c: PageContext) {
  context.requests.flush()
  const filters = filtersOf(c)
  const before = Number(c.req.query('before')) || undefined
  const filter = { ...filters, before, limit: PAGE_SIZE + 1 }
  const rows = listRequests(context.store, placeOf(c), filter)
  const requests = rows.slice(0, PAGE_SIZE)
  const older = rows.length > PAGE_SIZE ? requests.at(-1)?.seq.toString() : undefined
  const props = { now: context.clock.now(), requests, filters, older }
  return renderPage(c, <RequestsPage frame={frameOf(c, context)} {...props} />)
}

function filtersOf(c: PageContext): RequestFilters {
  const outcome = c.req.query('outcome')
  return {
    outcome: outcome === 'succeeded' || outcome === 'failed' ? outcome : undefined,
    method: c.req.query('method') || undefined,
    path: c.req.query('path')?.trim() || undefined,
  }
}

function showRequest(context: DashboardContext, c: PageContext) {
  context.requests.flush()
  const request = required(findRequest(context.store, placeOf(c), c.req.param('id') ?? ''))
  const curl = asCurl(context.baseUrl(), request)
  return renderPage(c, <RequestPage frame={frameOf(c, context)} request={request} curl={curl} />)
}
