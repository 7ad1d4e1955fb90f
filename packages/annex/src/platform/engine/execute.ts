/** The inside of a request: checks in Stripe's order, then one transaction with all it changes. */
import { apiVersions, kind as entryOf, routeFor } from '../../catalogue/catalogue.js'
import type { FormHash } from '../../core/form.js'
import type { Identity } from './authenticate.js'
import type { Params } from './behaviour.js'
import { checkClientSecret } from './client-secret.js'
import type { Engine } from './context.js'
import { Refusal, renderRefusal } from './errors.js'
import { expansionTree, type Tree } from './expand-paths.js'
import { firstAnswer, keepAnswer, keyed, type Keyed } from './idempotency.js'
import { givenInPath, newerRoute } from './legacy.js'
import { layOut } from '../../core/layout.js'
import { shownIn, withLoaded } from './loaded.js'
import { operate } from './operate.js'
import { checkNarrow } from './narrow.js'
import { checkPermission } from './permissions.js'
import { invalidApiVersion, keyInUse, secondApi, unrecognizedUrl } from './refusals/request.js'
import { render } from './render.js'
import type { Asked, Route } from './route.js'
import type { Incoming, Trail } from './trail.js'
import { openUnit } from './unit.js'
import type { UnitOfWork } from './unit-of-work.js'
import { validate } from './validate.js'
import type { View } from './version.js'

export interface Outcome {
  readonly status: number
  readonly body: string
}

/** @throws Refusal when nothing was changed */
export function execute(engine: Engine, incoming: Incoming, trail: Trail): Outcome {
  const identity = (trail.identity = incoming.identify())
  checkVersion(incoming.version ?? identity.version, trail)
  const route = newerRoute(engine, knownRoute(incoming))
  trail.route = route
  const leave = engine.pace?.take(identity, route.operation)
  if (leave !== undefined) whenAnswered(incoming, leave)
  checkPermission(engine, identity, route)

  const decoded = (trail.parameters = incoming.parameters())
  const given = givenInPath(engine, route, decoded)
  const params = paramsFrom(engine, route, given, trail)
  const view = engine.versions.viewAt(trail.version)
  const asked: Asked = { ...route, params, view, expand: expansionOf(route, params, view) }
  checkClientSecret(engine, identity, asked)
  checkNarrow(engine, identity, asked)
  const once = keyed(incoming, { identity, url: asked.url, parameters: decoded })
  return once === undefined
    ? run(engine, asked, { identity, trail })
    : runOnce(engine, asked, { identity, trail }, once)
}

function checkVersion(version: string | undefined, trail: Trail): void {
  if (version === undefined) return
  if (!apiVersions().includes(version)) throw invalidApiVersion(version)
  trail.version = version
}

/** Checked as the version asked for writes them, then in today's words. */
function paramsFrom(engine: Engine, { operation }: Route, given: FormHash, trail: Trail): Params {
  const dialect = engine.versions.dialectAt(trail.version)
  if (dialect === undefined) return validate(given, operation.parameters)
  return dialect.translate(operation, validate(given, dialect.parametersOf(operation)))
}

function knownRoute(incoming: Incoming): Route {
  const url = incoming.path.replace(/\/{2,}/g, '/')
  const found = routeFor(incoming.method, url)
  if (found === undefined) {
    throw /^\/v2(?:\/|$)/.test(url)
      ? secondApi(incoming.method, url)
      : unrecognizedUrl(incoming.method, url)
  }
  return { operation: found.value, url, path: found.path }
}

function expansionOf({ operation }: Route, { expand }: Params, view: View | undefined): Tree {
  const [kind] = operation.kinds
  if (!Array.isArray(expand) || kind === undefined) return new Map()
  const { form } = operation
  const answer = form === 'list' || form === 'search' ? form : 'object'
  return expansionTree(expand.map(String), view?.fieldsOf(kind) ?? entryOf(kind).fields, answer)
}

function whenAnswered(incoming: Incoming, run: () => void): void {
  if (incoming.whenAnswered) incoming.whenAnswered(run)
  else run()
}

interface By {
  readonly identity: Identity
  readonly trail: Trail
}

/** Carries it out unless it was before; either way the answer is kept with the effect. */
function runOnce(engine: Engine, asked: Asked, by: By, once: Keyed): Outcome {
  const first = firstAnswer(engine, once)
  // Not kept, and to be asked again: nothing is known of how the first will end.
  if (first === undefined && engine.running.has(once.scope, once.key)) throw keyInUse(once.key)
  by.trail.replayed = first !== undefined
  by.trail.originalRequest = first?.requestId ?? by.trail.requestId
  by.trail.idempotencyKey = once.key
  if (first !== undefined) return first
  const kept = (outcome: Outcome): Outcome => {
    keepAnswer(engine, once, { ...outcome, requestId: by.trail.requestId })
    return outcome
  }
  try {
    return engine.store.transaction(() => kept(run(engine, asked, by)))
  } catch (error) {
    // What it did is undone; that it was refused is kept all the same. A bug is not: nothing is
    // known of it, and the client should try again.
    if (!(error instanceof Refusal)) throw error
    return kept(refused(shownIn(engine, withLoaded(engine, error, by.trail), by.trail)))
  }
}

function run(engine: Engine, asked: Asked, { identity, trail }: By): Outcome {
  const { method, action } = asked.operation
  const cause = {
    now: engine.outside.clock.now(),
    requestId: trail.requestId,
    idempotencyKey: trail.idempotencyKey ?? null,
    ...(trail.version !== undefined && { version: trail.version }),
  }
  const carryOut = (): Outcome => {
    const work = openUnit(engine, engine.actsOn(identity, asked), cause)
    const body = operate(engine, asked, inItsTime(engine, asked, work))
    if (work.refusal !== undefined) return refused(shownIn(engine, work.refusal, trail))
    return { status: 200, body: render(engine, body, asked, work) }
  }
  // Plain reads need no transaction, and taking one would make them wait for the disk.
  const readsOnly = method === 'GET' && action !== 'verb'
  return readsOnly ? carryOut() : engine.store.transaction(carryOut)
}

/** Changes of what lives on a test clock happen in its time; reads change nothing. */
function inItsTime(engine: Engine, asked: Asked, work: UnitOfWork): UnitOfWork {
  const { method, kinds } = asked.operation
  if (method === 'GET') return work
  const { path, params } = asked
  const time = engine.timeOf({ kind: kinds[0], path, params }, work)
  return time ? work.onClock(time) : work
}

/** The answer of a refusal. */
export function refused(refusal: Refusal): Outcome {
  const { status, body } = renderRefusal(refusal)
  return { status, body: layOut(body) }
}
