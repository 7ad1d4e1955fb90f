/** Refusals about objects: absent, of the other mode, there already, or not expandable. */
import { Refusal, invalidRequest } from '../errors.js'

/** Where a missing object was named. */
export interface MissingObject {
  /** How Stripe calls it in messages, mostly the word of its `object` field. */
  readonly noun: string
  readonly id: string
  /** `id` for most objects in a path, otherwise the parameter that held the id. */
  readonly param: string
  /** In a path it is a 404, in a parameter a 400. */
  readonly inPath: boolean
  /** Set when the other mode has it; the mode it lives in. */
  readonly existsIn?: 'live' | 'test'
}

export function resourceMissing(missing: MissingObject): Refusal {
  const { noun, id, param, inPath, existsIn } = missing
  const shown = id.length > 255 ? `${id.slice(0, 255)}…` : id
  const fields = {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${noun}: '${shown}'${otherMode(existsIn)}`,
    param,
  } as const
  return new Refusal(inPath ? 404 : 400, fields)
}

function otherMode(existsIn: 'live' | 'test' | undefined): string {
  if (existsIn === undefined) return ''
  const used = existsIn === 'live' ? 'test' : 'live'
  return `; a similar object exists in ${existsIn} mode, but a ${used} mode key was used to make this request.`
}

/** @param noun capitalised, as it opens the sentence: `Coupon` */
export function alreadyExists(noun: string): Refusal {
  return invalidRequest(`${noun} already exists.`, { code: 'resource_already_exists', param: 'id' })
}

export function notExpandable(path: string): Refusal {
  return invalidRequest(`This property cannot be expanded (${path}).`)
}

/** The field is there, but on the elements of the list, not on the list. */
export function expandThroughData(path: string): Refusal {
  return invalidRequest(
    `This property cannot be expanded (${path}). You may want to try expanding 'data.${path}' instead.`,
  )
}

export function expandUnknown(path: string): Refusal {
  return invalidRequest(`This property cannot be expanded because it doesn't exist: ${path}.`)
}

export function expandTooDeep(path: string, maximum: number): Refusal {
  const message = `You cannot expand more than ${maximum} levels of a property. Property: ${path}`
  return invalidRequest(message, { code: 'property_expansion_max_depth' })
}

export function tooManyExpansions(maximum: number): Refusal {
  return invalidRequest(`You can expand at most ${maximum} properties in one request.`, {
    param: 'expand',
  })
}
