/** Webhook endpoints: where an account wants to hear of its events, and of which. */
import type { Stripe } from 'stripe'
import { isEventType } from '../../../catalogue/catalogue.js'
import type { Behaviour } from '../../engine/behaviour.js'
import { invalidUrl, noEventTypes, tooManyEndpoints, unknownEventType } from './refusals.js'
import type { EndpointRegistry } from './registry.js'

/** For each account and mode (api.md 6.1). */
const MOST = 16

type Params = Partial<Stripe.WebhookEndpointCreateParams & Stripe.WebhookEndpointUpdateParams>

/** The API shows an object; what sending needs beside it is kept by `registry`, in the same commit. */
export function webhookEndpoint(registry: EndpointRegistry): Behaviour<'webhook_endpoint'> {
  return {
    kind: 'webhook_endpoint',

    check({ url, enabled_events }: Params, work, before) {
      const { livemode } = work.caller
      if (!before && registry.count(work.caller) >= MOST) throw tooManyEndpoints(MOST, livemode)
      const problem = url === undefined ? undefined : registry.urlProblem(url, livemode)
      if (problem) throw invalidUrl(problem)
      if (enabled_events) checkTypes(enabled_events)
    },

    defaults({ connect }: Params, work) {
      return {
        application: connect ? registry.applicationOf(work.caller) : null,
        status: 'enabled',
      }
    },

    afterCreate(endpoint, { connect }: Params, work) {
      const { id, url, enabled_events, api_version, created } = endpoint
      const { account, livemode } = work.caller
      const registered = { id, account, livemode, url, enabled_events, api_version, created }
      const secret = registry.add({ ...registered, connect: connect === true })
      // Shown in this answer and never again: the object that is kept has no such field.
      return { ...endpoint, secret }
    },

    changes({ url, enabled_events, disabled }: Params, before) {
      registry.change(before.id, {
        url: url ?? before.url,
        enabled_events: enabled_events ?? before.enabled_events,
      })
      if (disabled === undefined) return {}
      const status = disabled ? 'disabled' : 'enabled'
      if (status !== before.status) registry.setDisabled(before.id, disabled)
      return { status }
    },

    beforeRemove({ id }) {
      registry.remove(id)
    },
  }
}

function checkTypes(types: readonly string[]): void {
  if (types.length === 0) throw noEventTypes()
  for (const [place, type] of types.entries()) {
    if (type !== '*' && !isEventType(type)) throw unknownEventType(type, place)
  }
}
