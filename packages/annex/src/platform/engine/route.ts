/** Which operation a request names, and what stands in its path. */
import type { Operation } from '../../catalogue/catalogue.js'
import type { Tree } from './expand-paths.js'
import type { View } from './version.js'

export interface Route {
  readonly operation: Operation
  /** The path as it was asked for, without the query: a list shows it as `url`. */
  readonly url: string
  /** Path parameters by name, decoded, in the order of the path. */
  readonly path: Readonly<Record<string, string>>
  /** As it was asked for, where that is an older name of the operation. */
  readonly older?: Route
}

/** A request once it is known to make sense: what every operation is given. */
export interface Asked extends Route {
  readonly params: Readonly<Record<string, unknown>>
  readonly expand: Tree
  /** Undefined: objects are shown as they are kept. */
  readonly view?: View | undefined
}
