/** The body of a delivery: the event as its receiver sees it, the same bytes on every try (D2). */
import type { DueDelivery } from '../store/deliveries.js'

/** @param connect whether it goes to a Connect endpoint, which must be told whose event it is */
export function payloadOf(
  delivery: Pick<DueDelivery, 'event' | 'event_body' | 'pending_webhooks'>,
  connect: boolean,
): string {
  const { id, object, ...event } = JSON.parse(delivery.event_body ?? delivery.event.body)
  const { api_version, created, data, livemode, request, type } = event
  const whose = connect ? { account: delivery.event.account } : {}
  const body = {
    ...{ id, object, ...whose, api_version, created, data, livemode },
    ...{ pending_webhooks: delivery.pending_webhooks, request, type },
  }
  return JSON.stringify(body, null, 2)
}
