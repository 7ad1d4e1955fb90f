/** One difference between an API version and the one before it. */
import type { Kind } from '../../catalogue/kinds.js'
import type { Fields, Schema } from '../../catalogue/schema.js'
import type { Params } from '../engine/behaviour.js'
import type { Look } from '../engine/version.js'

export interface Change {
  /** The first version without the older shape; versions before it are shown and understood in it. */
  readonly since: string
  /** For the documentation: what older versions see or may send. */
  readonly about: string
  readonly view?: ViewChange
  readonly request?: RequestChange
}

/** Method syntax on purpose: a view declares the type its kind has (`Stripe.Invoice`). */
export interface ViewChange {
  readonly kind: Kind
  /** Fields only the older shape has. */
  readonly fields: Fields
  /** The object in the older shape. What it embeds may stay as it is today: it is shown in turn. */
  show(object: object, look: Look): object
}

export interface RequestChange {
  /** `POST /v1/subscriptions`. */
  readonly operations: readonly string[]
  /** Parameters that are taken besides today's, or in another form. */
  readonly parameters: Fields
  /** Of today's parameters, those that need not be given because an older one may be. */
  readonly replaced?: readonly string[]
  translate(params: Params): Params
}

/** A parameter or field by its schema, optional and nullable. */
export function optional(fields: Readonly<Record<string, Schema>>): Fields {
  const more = { required: false, nullable: true, includable: false }
  return new Map(Object.entries(fields).map(([name, schema]) => [name, { schema, ...more }]))
}

/** The schema of a reference that shows an id until it is expanded. */
export function referenceTo(kind: Kind): Schema {
  return { type: 'kind', kinds: [kind], expandable: true, deleted: false }
}

/** The schema of a whole object inside another. */
export function embedded(kind: Kind): Schema {
  return { type: 'kind', kinds: [kind], expandable: false, deleted: false }
}

export const text: Schema = { type: 'string' }
