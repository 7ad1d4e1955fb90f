/** What an operation answers with, before expansion. */
import type { Kind } from '../../../catalogue/kinds.js'

export type Body =
  /** An object that was kept or changed, as a value. */
  | { readonly form: 'object'; readonly kind: Kind | undefined; readonly object: object }
  /** An object as it lies in the store: sent like that unless something is expanded. */
  | { readonly form: 'text'; readonly kind: Kind; readonly text: string }
  /** Objects as they lie in the store, with `LIST_SEPARATOR` between them. */
  | {
      readonly form: 'list'
      readonly kind: Kind
      readonly url: string
      readonly data: string
      readonly hasMore: boolean
      /** Of a search. */
      readonly search?: SearchEnd
    }

/** How a search ends: where the next page begins, and how many there are when that was asked. */
export interface SearchEnd {
  readonly nextPage: string | null
  readonly totalCount?: number
}
