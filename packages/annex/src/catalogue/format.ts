/** How `catalogue.json` is written: every distinct type once, referred to by its place. */

/** One type. Numbers inside are places in `types`. */
export type PooledType =
  | string
  | { readonly string: number | null; readonly of?: readonly string[] }
  | { readonly integer: readonly [number | null, number | null] }
  | { readonly enum: readonly string[]; readonly open?: 1 }
  | { readonly array: number }
  | { readonly map: number }
  | { readonly list: number }
  | { readonly union: readonly number[] }
  | { readonly kind: readonly string[]; readonly expandable?: 1; readonly deleted?: 1 }
  | { readonly fields: PooledFields }

/**
 * Field names with marks: `?` may be absent, `+` absent until expanded, `~` may be null or emptied.
 * No name of Stripe's ends with one of them.
 */
export type PooledFields = Readonly<Record<string, number>>

/** What an operation answers with. */
export type AnswerForm = 'object' | 'list' | 'search' | 'deleted' | 'file'

/** What an operation does, read from the name of its method in the official package. */
export type Action = 'create' | 'retrieve' | 'update' | 'delete' | 'list' | 'search' | 'verb'

export interface PooledOperation {
  readonly method: string
  /** `/v1/customers/{customer}`, with the parameter names of the documents. */
  readonly path: string
  readonly action: Action
  readonly form: AnswerForm
  /** The kinds it may answer with; empty for a few answers that are no object of the API. */
  readonly kinds: readonly string[]
  /** Place of the parameters' type. */
  readonly parameters: number
  /** Not in the official package any more, but still answered. */
  readonly legacy?: 1
}

export interface PooledKind {
  /** Its name among the official package's types: `Checkout.Session`. */
  readonly type: string
  /** Of its ids, without the underscore; absent where ids are chosen or natural. */
  readonly prefix?: string
  /** How messages call it, where that isn't the kind itself. */
  readonly noun?: string
  /** Place of its fields' type. */
  readonly fields: number
}

export interface CatalogueFile {
  readonly apiVersion: string
  /** All versions the official package knows, oldest first. */
  readonly apiVersions: readonly string[]
  readonly operations: readonly PooledOperation[]
  readonly kinds: Readonly<Record<string, PooledKind>>
  /** The kinds an event's `data.object` may be, by event type. */
  readonly events: Readonly<Record<string, readonly string[]>>
  readonly types: readonly PooledType[]
}
