/** Events: the list and one of them. */
import { Hono } from 'hono'
import { renderPage } from '../../../web/render.js'
import { paths } from '../../routes.js'
import { listDeliveriesOf } from '../../store/delivery-reports.js'
import { findEvent, listEvents } from '../../store/event-list.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { frameOf } from '../frame.js'
import { placeOf } from '../place.js'
import { PAGE_SIZE, pageFrom } from '../paging.js'
import { cursorOf, required } from '../query.js'
import { EventPage } from './detail-page.js'
import { openEvent } from './event-words.js'
import { EventsPage } from './list-page.js'

export function eventRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.events, (c) => showEvents(context, c))
    .get(paths.event(':id'), (c) => showEvent(context, c))
}

function showEvents(context: DashboardContext, c: PageContext) {
  const { store, clock } = context
  const type = c.req.query('type')?.trim() || undefined
  const scope = { ...placeOf(c), now: clock.now() }
  const asked = cursorOf(c)
  const row = asked && findEvent(store, scope, asked.id)
  const cursor = row && asked && { direction: asked.direction, row }
  const found = listEvents(store, {
    ...{ ...scope, types: type ? [type] : [], created: {}, limit: PAGE_SIZE + 1 },
    ...(cursor && { cursor }),
  })
  const { rows, newer, older } = pageFrom(found, cursor?.direction)
  const props = { now: scope.now, events: rows, type, newer, older }
  return renderPage(c, <EventsPage frame={frameOf(c, context)} {...props} />)
}

function showEvent(context: DashboardContext, c: PageContext) {
  const place = placeOf(c)
  const now = context.clock.now()
  const event = required(findEvent(context.store, { ...place, now }, c.req.param('id') ?? ''))
  const props = {
    ...{ now, event, body: openEvent(event.body) },
    deliveries: listDeliveriesOf(context.store, event.id, place.account),
  }
  return renderPage(c, <EventPage frame={frameOf(c, context)} {...props} />)
}
