/** Refusals about searches (api.md 3.2). */
import { invalidRequest, type Refusal } from '../errors.js'

export function unreadableQuery(): Refusal {
  return about(
    'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to query for ' +
      'metadata or key:"value" to query for other fields.',
  )
}

export function tooManyClauses(maximum: number): Refusal {
  return about(`Search queries can have at most ${maximum} clauses.`)
}

/** @param resource as in the path: `products` */
export function unsupportedField(field: string, resource: string): Refusal {
  return about(
    `Field \`${short(field)}\` is an unsupported search field for resource \`${resource}\`.`,
  )
}

export function unsupportedOperator(field: string, operator: string): Refusal {
  return about(`Field \`${short(field)}\` cannot be searched with the operator \`${operator}\`.`)
}

export function numberExpected(field: string): Refusal {
  return about(`Field \`${short(field)}\` is numeric: compare it with a whole number.`)
}

export function substringTooShort(field: string, minimum: number): Refusal {
  return about(`Substring searches of \`${short(field)}\` need at least ${minimum} characters.`)
}

export function invalidSearchPage(): Refusal {
  return invalidRequest('Invalid page: give the `next_page` of an earlier answer.', {
    param: 'page',
  })
}

function about(message: string): Refusal {
  return invalidRequest(message, { param: 'query' })
}

function short(field: string): string {
  return field.length > 100 ? `${field.slice(0, 100)}…` : field
}
