/** What can be searched, and what a clause about it asks of the kept objects. */
import type { SearchClause, SearchTest } from '../../store/object-search.js'
import {
  numberExpected,
  substringTooShort,
  unsupportedField,
  unsupportedOperator,
} from '../refusals/search.js'
import type { Clause, Operator } from './query.js'

/**
 * How a field is compared. `token` as a whole, `string` by its words or parts, `number` by size,
 * `flag` is true or false. Upper and lower case are the same everywhere.
 */
type FieldType = 'token' | 'string' | 'number' | 'flag' | 'metadata'

export interface SearchField {
  readonly type: FieldType
  /** Where the object keeps it, if not under its own name. */
  readonly path?: string
  /** Where words mean more than one field says: what each asks for; `null` for absence. */
  readonly words?: Readonly<Record<string, readonly SearchTest[]>>
}

/** By the name of the field in a query. */
export type SearchFields = Readonly<Record<string, SearchField>>

const OPERATORS: Readonly<Record<FieldType, readonly Operator[]>> = {
  token: [':'],
  flag: [':'],
  metadata: [':'],
  string: [':', '~'],
  number: [':', '>', '<', '>=', '<='],
}

/** Shorter ones would match nearly everything. */
const SHORTEST_PART = 3

/** @param resource as in the path, for refusals */
export function clauseFor(clause: Clause, fields: SearchFields, resource: string): SearchClause {
  const shown = clause.key === undefined ? clause.field : `metadata["${clause.key}"]`
  const field = Object.hasOwn(fields, clause.field) ? fields[clause.field] : undefined
  const isWhole = (field?.type === 'metadata') === (clause.key !== undefined)
  if (field === undefined || !isWhole) throw unsupportedField(shown, resource)
  const { operator, negated } = clause
  if (!OPERATORS[field.type].includes(operator)) throw unsupportedOperator(shown, operator)
  return { negated, tests: testsFor(clause, field, shown) }
}

function testsFor(clause: Clause, field: SearchField, shown: string): readonly SearchTest[] {
  const { operator, value, key } = clause
  if (field.words !== undefined) return field.words[String(value).toLowerCase()] ?? NEVER
  const path = key ?? field.path ?? clause.field
  const place = { path, inMetadata: key !== undefined }
  if (value === null) {
    if (operator !== ':') throw unsupportedOperator(shown, `${operator}null`)
    return [{ ...place, operator: 'absent', value: null }]
  }
  if (field.type === 'number') return [{ ...place, ...numeric(operator, value, shown) }]
  const text = String(value)
  if (field.type === 'flag') return [{ ...place, operator: '=', value: flagOf(text) }]
  if (operator === ':' && field.type !== 'string') {
    return [{ ...place, operator: 'equal', value: text }]
  }
  if (operator === ':') return [{ ...place, operator: 'words', value: text }]
  if (Array.from(text).length < SHORTEST_PART) throw substringTooShort(shown, SHORTEST_PART)
  return [{ ...place, operator: 'part', value: text }]
}

function numeric(operator: Operator, value: string | number, shown: string) {
  const number = Number(value)
  if (value === '' || !Number.isFinite(number)) throw numberExpected(shown)
  return { operator: operator === ':' || operator === '~' ? '=' : operator, value: number } as const
}

/** A flag that is neither true nor false is none of the kept ones. */
function flagOf(text: string): number {
  return text.toLowerCase() === 'true' ? 1 : text.toLowerCase() === 'false' ? 0 : -1
}

const NEVER: readonly SearchTest[] = [
  { path: 'id', inMetadata: false, operator: 'absent', value: null },
]
