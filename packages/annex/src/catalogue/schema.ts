/** What a parameter or a field may hold, as the official package's types and documents say. */

export type Schema =
  | Simple
  | StringSchema
  | IntegerSchema
  | EnumSchema
  | { readonly type: 'array'; readonly items: Schema }
  | { readonly type: 'map'; readonly values: Schema }
  | { readonly type: 'union'; readonly of: readonly Schema[] }
  | ObjectSchema
  | ObjectOfKind
  | { readonly type: 'list'; readonly items: Schema }

/**
 * `number` may have a fraction, `decimal` is a number written as text, `timestamp` counts Unix
 * seconds, `range` is `{gt, gte, lt, lte}`, `file` is an upload, `any` is left to who reads it.
 */
interface Simple {
  readonly type:
    | 'boolean'
    | 'number'
    | 'decimal'
    | 'timestamp'
    | 'currency'
    | 'metadata'
    | 'range'
    | 'file'
    | 'any'
}

export interface StringSchema {
  readonly type: 'string'
  /** In characters. */
  readonly maxLength?: number
  /** In a request: it is the id of an object of one of these kinds, of the same account. */
  readonly of?: readonly string[]
}

export interface IntegerSchema {
  readonly type: 'integer'
  readonly minimum?: number
  readonly maximum?: number
}

interface EnumSchema {
  readonly type: 'enum'
  readonly values: readonly string[]
  /** Whether answers may hold words this list doesn't know yet. */
  readonly open: boolean
}

export interface ObjectSchema {
  readonly type: 'object'
  readonly fields: Fields
}

/**
 * Another whole object of the API: embedded always, or (`expandable`) its id until somebody expands
 * it. `deleted`: what stands there may be the stub of a deleted object.
 */
export interface ObjectOfKind {
  readonly type: 'kind'
  readonly kinds: readonly string[]
  readonly expandable: boolean
  readonly deleted: boolean
}

/** By name. A Map, so that a parameter called `constructor` finds nothing. */
export type Fields = ReadonlyMap<string, Field>

export interface Field {
  readonly schema: Schema
  /** Always there in an answer, must be given in a request. */
  readonly required: boolean
  /** May be null in an answer; in a request an empty value unsets it. */
  readonly nullable: boolean
  /** Left out of answers until it is named in `expand`. */
  readonly includable: boolean
}
