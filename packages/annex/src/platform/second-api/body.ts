/** What a request of the second API says: JSON, of which only texts and texts by name are wanted here. */
import { momentOf } from '../../core/moments.js'
import { invalidRequest, type Refusal } from '../engine/errors.js'
import { parameterMissing } from '../engine/refusals/parameters.js'

type Fields = ReadonlyMap<string, unknown>

export interface SentMeterEvent {
  readonly event_name: string
  readonly payload: Readonly<Record<string, string>>
  readonly identifier?: string
  /** Unix seconds. */
  readonly timestamp?: number
}

/** No body is an empty one, as the command line sends it. */
export async function bodyOf(request: Request): Promise<Fields> {
  const text = await request.text()
  try {
    return fieldsOf(text === '' ? {} : JSON.parse(text), 'the body')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw invalidRequest('Invalid request: the body is not JSON. The v2 API takes nothing else.')
  }
}

export function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return new Map(Object.entries(value))
  }
  throw invalidRequest(`Invalid ${name}: it must be an object.`, { param: name })
}

/** @param at where it stands, for messages: `events[2]` */
export function meterEventIn(fields: Fields, at = ''): SentMeterEvent {
  const within = (name: string) => (at === '' ? name : `${at}[${name}]`)
  const identifier = optional(fields, 'identifier', within('identifier'))
  const timestamp = optional(fields, 'timestamp', within('timestamp'))
  return {
    event_name: textIn(fields, 'event_name', within('event_name')),
    payload: payloadIn(fields.get('payload'), within('payload')),
    ...(identifier !== undefined && { identifier }),
    ...(timestamp !== undefined && { timestamp: timeIn(timestamp, within('timestamp')) }),
  }
}

export function textIn(fields: Fields, name: string, param = name): string {
  const text = optional(fields, name, param)
  if (text === undefined || text === '') throw parameterMissing(param)
  return text
}

function optional(fields: Fields, name: string, param: string): string | undefined {
  const value = fields.get(name)
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw noText(param)
  return value
}

function payloadIn(value: unknown, param: string): Record<string, string> {
  if (value === undefined) throw parameterMissing(param)
  const pairs = [...fieldsOf(value, param)].map(([key, text]): [string, string] => {
    if (typeof text !== 'string') throw noText(`${param}[${key}]`)
    return [key, text]
  })
  return Object.fromEntries(pairs)
}

function timeIn(text: string, param: string): number {
  const at = momentOf(text)
  if (at !== undefined) return at
  throw invalidRequest(`Invalid ${param}: it must be a time such as 2026-01-31T12:00:00.000Z.`, {
    param,
  })
}

function noText(param: string): Refusal {
  return invalidRequest(`Invalid ${param}: it must be a string.`, { param })
}
