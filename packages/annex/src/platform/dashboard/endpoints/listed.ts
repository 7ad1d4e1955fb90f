/** An endpoint as the pages show it: its row, its object's words, and how its deliveries went. */
import type Stripe from 'stripe'
import { countDeliveries, type DeliveryCounts } from '../../store/delivery-reports.js'
import { findEndpoint, listEndpoints, type EndpointRow } from '../../store/endpoints.js'
import type { DashboardContext, Place } from '../context.js'
import { findShown } from '../shown.js'

const WEEK = 7 * 24 * 3600

export interface ListedEndpoint {
  row: EndpointRow
  object: Stripe.WebhookEndpoint | undefined
  /** Of the last seven days. */
  counts: DeliveryCounts
}

export function listedEndpoints(context: DashboardContext, place: Place): ListedEndpoint[] {
  const rows = listEndpoints(context.store, place.account, place.livemode)
  return rows.map((row) => withCounts(context, place, row))
}

/** Undefined when it is absent or belongs to another account or mode. */
export function listedEndpoint(
  context: DashboardContext,
  place: Place,
  id: string,
): ListedEndpoint | undefined {
  const row = findEndpoint(context.store, id)
  const isOurs = row?.account === place.account && (row.livemode === 1) === place.livemode
  return row && isOurs ? withCounts(context, place, row) : undefined
}

function withCounts(context: DashboardContext, place: Place, row: EndpointRow): ListedEndpoint {
  const since = context.clock.now() - WEEK
  return {
    row,
    object: findShown(context.store, place, 'webhook_endpoint', row.id),
    counts: countDeliveries(context.store, row.id, since),
  }
}

/** Of what was settled, the share that was delivered; undefined while nothing was. */
export function successShare({ delivered, given_up }: DeliveryCounts): number | undefined {
  const settled = delivered + given_up
  return settled === 0 ? undefined : delivered / settled
}

/** `enabled_events` as a list. */
export function eventTypesOf(row: EndpointRow): string[] {
  const types: unknown = JSON.parse(row.enabled_events)
  return Array.isArray(types) ? types.map(String) : []
}
