/** Refusals of webhook endpoints. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function invalidUrl(problem: string): Refusal {
  return invalidRequest(`Invalid URL: ${problem}`, { code: 'url_invalid', param: 'url' })
}

/** @param place of the entry in the list, so that `param` names it */
export function unknownEventType(type: string, place: number): Refusal {
  const shown = type.length > 100 ? `${type.slice(0, 100)}…` : type
  return invalidRequest(
    `Invalid enabled_events[${place}]: '${shown}' is not an event type. Name types such as customer.created, or use '*' for all.`,
    { param: `enabled_events[${place}]` },
  )
}

export function noEventTypes(): Refusal {
  return invalidRequest("You must name at least one event type, or '*' for all.", {
    param: 'enabled_events',
  })
}

export function tooManyEndpoints(maximum: number, livemode: boolean): Refusal {
  const mode = livemode ? 'live' : 'test'
  return invalidRequest(
    `You have reached the maximum of ${maximum} ${mode} webhook endpoints. Delete one to add another.`,
  )
}
