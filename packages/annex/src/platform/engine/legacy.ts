/** Older addresses of operations: answered by what answers the newer one. */
import { routeFor } from '../../catalogue/catalogue.js'
import type { FormHash } from '../../core/form.js'
import type { Engine } from './context.js'
import type { Route } from './route.js'

/** What an older operation is called now. */
export interface Renamed {
  /** The newer path; its parameters are the last ones of the older path, in their order. */
  readonly path: string
  /** Parameters of the newer operation that stood in the older path: `{ charge: 'id' }`. */
  readonly given?: Readonly<Record<string, string>>
}

/** By `POST /v1/charges/{id}/refunds`. */
export type Legacy = Readonly<Record<string, Renamed>>

/** The route as today's clients would ask for it; the route itself where it has no other name. */
export function newerRoute(engine: Engine, route: Route): Route {
  const { operation, path } = route
  const renamed = operation.legacy
    ? engine.legacy[`${operation.method} ${operation.path}`]
    : undefined
  if (renamed === undefined) return route
  const ids = Object.values(path)
  const count = renamed.path.split('{').length - 1
  const mine = ids.slice(ids.length - count)
  const url = renamed.path.replace(/\{\w+\}/g, () => encodeURIComponent(mine.shift() ?? ''))
  const found = routeFor(operation.method, url)
  if (found === undefined) throw new Error(`Nothing answers to ${renamed.path}.`)
  return { operation: found.value, path: found.path, url: route.url, older: route }
}

/** The parameters with those that stood in the older path. They can't be said twice. */
export function givenInPath(engine: Engine, { older }: Route, parameters: FormHash): FormHash {
  if (older === undefined) return parameters
  const { operation, path } = older
  const { given = {} } = engine.legacy[`${operation.method} ${operation.path}`] ?? {}
  const all: FormHash = new Map(parameters)
  for (const [name, from] of Object.entries(given)) all.set(name, path[from] ?? '')
  return all
}
