/** Webhook endpoints: reading them. What changes them is in `changes.tsx`. */
import { Hono } from 'hono'
import { renderPage } from '../../../web/render.js'
import { paths } from '../../routes.js'
import { listAttempts } from '../../store/attempts.js'
import { listDeliveries } from '../../store/deliveries.js'
import { findDeliveryOf } from '../../store/delivery-reports.js'
import { payloadOf } from '../../webhooks/payload.js'
import { signingSecrets } from '../../webhooks/secrets.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { frameOf } from '../frame.js'
import { placeOf } from '../place.js'
import { PAGE_SIZE } from '../paging.js'
import { required } from '../query.js'
import { endpointChanges } from './changes.js'
import { DELIVERY_FILTERS, isDeliveryFilter } from './deliveries-card.js'
import { DeliveryPage } from './delivery-page.js'
import { EndpointPage } from './detail-page.js'
import { endpointForms } from './forms.js'
import { EndpointsPage } from './list-page.js'
import { listedEndpoint, listedEndpoints } from './listed.js'

export function endpointRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.endpoints, (c) => {
      const endpoints = listedEndpoints(context, placeOf(c))
      return renderPage(c, <EndpointsPage frame={frameOf(c, context)} endpoints={endpoints} />)
    })
    .route('/', endpointForms(context))
    .get(paths.endpoint(':id'), (c) => showEndpoint(context, c))
    .get(paths.delivery(':id', ':delivery'), (c) => showDelivery(context, c))
    .route('/', endpointChanges(context))
}

function showEndpoint(context: DashboardContext, c: PageContext) {
  const { store, clock, keyRing } = context
  const endpoint = required(listedEndpoint(context, placeOf(c), c.req.param('id') ?? ''))
  const word = c.req.query('status') ?? ''
  const filter = isDeliveryFilter(word) ? word : undefined
  const before = c.req.query('before')
  const rows = listDeliveries(store, endpoint.row.id, {
    limit: PAGE_SIZE + 1,
    ...(filter && { status: DELIVERY_FILTERS[filter] }),
    ...(before && { before }),
  })
  const deliveries = rows.slice(0, PAGE_SIZE)
  const props = {
    ...{ frame: frameOf(c, context), formToken: c.var.visitor.formToken, now: clock.now() },
    ...{ endpoint, filter, deliveries },
    secret: signingSecrets(endpoint.row, keyRing, clock.now())[0] ?? '',
    older: rows.length > PAGE_SIZE ? deliveries.at(-1)?.id : undefined,
  }
  return renderPage(c, <EndpointPage {...props} />)
}

function showDelivery(context: DashboardContext, c: PageContext) {
  const { store, clock } = context
  const { row } = required(listedEndpoint(context, placeOf(c), c.req.param('id') ?? ''))
  const found = required(findDeliveryOf(store, row.id, c.req.param('delivery') ?? ''))
  const { pending_webhooks, event_body } = found.delivery
  const props = {
    ...{ frame: frameOf(c, context), formToken: c.var.visitor.formToken, now: clock.now() },
    ...{ endpoint: row, ...found },
    payload: payloadOf({ event: found.event, event_body, pending_webhooks }, row.connect === 1),
    attempts: listAttempts(store, found.delivery.id).toReversed(),
  }
  return renderPage(c, <DeliveryPage {...props} />)
}
