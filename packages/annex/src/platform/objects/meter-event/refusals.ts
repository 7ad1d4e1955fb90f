/** What can be wrong with a meter event, or with taking one back. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

/** @param archived whether there once was a meter for it */
export function noMeter(event_name: string, archived: boolean): Refusal {
  return invalidRequest(`No active meter found for event name ${event_name}.`, {
    code: archived ? 'archived_meter' : 'resource_missing',
    param: 'event_name',
  })
}

export function noCustomerInPayload(key: string): Refusal {
  const message = `The payload must have the key ${key}, which the meter takes the customer from.`
  return invalidRequest(message, {
    code: 'meter_event_no_customer_defined',
    param: `payload[${key}]`,
  })
}

export function noSuchCustomer(id: string, key: string): Refusal {
  return invalidRequest(`No such customer: '${id}'`, {
    code: 'meter_event_customer_not_found',
    param: `payload[${key}]`,
  })
}

export function noValueInPayload(key: string): Refusal {
  const message = `The payload must have the key ${key}, which the meter takes the value from.`
  return invalidRequest(message, { code: 'meter_event_value_not_found', param: `payload[${key}]` })
}

export function invalidValue(value: string, key: string): Refusal {
  const shown = value.length > 50 ? `${value.slice(0, 50)}…` : value
  const message = `Invalid value: ${shown}. It must be a number with at most 15 digits before the decimal point and 12 after it.`
  return invalidRequest(message, { code: 'meter_event_invalid_value', param: `payload[${key}]` })
}

export function identifierEmpty(): Refusal {
  return invalidRequest('The identifier of an event to cancel is missing.', {
    ...{ code: 'parameter_missing', param: 'cancel[identifier]' },
  })
}

export function tooLongAgo(days: number): Refusal {
  const message = `The timestamp is too far in the past. Events must be within the past ${days} calendar days.`
  return invalidRequest(message, { code: 'timestamp_too_far_in_past', param: 'timestamp' })
}

export function inTheFuture(minutes: number): Refusal {
  const message = `The timestamp is in the future. Events may be up to ${minutes} minutes ahead.`
  return invalidRequest(message, { code: 'timestamp_in_future', param: 'timestamp' })
}

export function sameIdentifier(identifier: string): Refusal {
  return invalidRequest(`An event already exists with identifier ${identifier}.`, {
    ...{ code: 'duplicate_meter_event', param: 'identifier' },
  })
}

export function nothingToCancel(identifier: string): Refusal {
  const message = `No event with identifier ${identifier} was received for this meter within the past 24 hours, so it can't be canceled.`
  return invalidRequest(message, { code: 'resource_missing', param: 'cancel[identifier]' })
}

export function notAligned(param: string, unit: 'minute' | 'hour' | 'day'): Refusal {
  const message = `Invalid ${param}: it must be aligned with ${unit} boundaries.`
  return invalidRequest(message, { param })
}

export function endsBeforeStart(): Refusal {
  return invalidRequest('Invalid end_time: it must be later than start_time.', {
    param: 'end_time',
  })
}
