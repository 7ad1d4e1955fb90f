/** What a refused request had loaded: some kinds show the whole object in every refusal. */
import { findObject } from '../store/objects.js'
import type { Engine } from './context.js'
import type { Refusal } from './errors.js'
import { lookAround } from './look.js'
import type { Trail } from './trail.js'

/** The refusal with the object in the request's path, where its kind wants to be shown (api.md 1.10). */
export function withLoaded(engine: Engine, refusal: Refusal, { identity, route }: Trail): Refusal {
  const [kind] = route?.operation.kinds ?? []
  const id = Object.values(route?.path ?? {}).at(-1)
  if (identity === undefined || kind === undefined || id === undefined) return refusal
  if (!engine.behaviours.get(kind)?.shownInRefusals || Object.hasOwn(refusal.fields, kind)) {
    return refusal
  }
  // A key everybody can read is not shown what it could not prove to know.
  if (identity.credential === 'publishable') return refusal
  const { account, livemode } = identity
  const row = findObject(engine.store, { account, livemode, kind }, id)
  return row === undefined ? refusal : refusal.with({ [kind]: JSON.parse(row.body) })
}

/** The refusal with its objects as the version asked for shows them. */
export function shownIn(engine: Engine, refusal: Refusal, { identity, version }: Trail): Refusal {
  const view = version === undefined ? undefined : engine.versions.viewAt(version)
  if (identity === undefined || view === undefined) return refusal
  const look = lookAround(engine.store, identity)
  const objects = Object.entries(refusal.fields).filter(([, value]) => typeof value === 'object')
  return refusal.with(
    Object.fromEntries(objects.map(([name, object]) => [name, view.show(Object(object), look)])),
  )
}
