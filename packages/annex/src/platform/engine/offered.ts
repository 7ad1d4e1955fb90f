/**
 * Which operations are carried out, and why the others aren't. Asked before anything is done, and by
 * the documentation, which can so promise nothing else.
 */
import { kind as entryOf, routeFor, type Operation } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import { backReference } from './back-reference.js'
import type { Behaviour } from './behaviour.js'
import type { Engine } from './context.js'

export type Served = Pick<Engine, 'behaviours' | 'operations' | 'searchable'>

const known = new WeakMap<Served, Map<Operation, string | undefined>>()

/** Undefined when it is carried out; otherwise the end of a sentence that says why it isn't. */
export function whyNot(served: Served, operation: Operation): string | undefined {
  const reasons = known.get(served) ?? new Map<Operation, string | undefined>()
  known.set(served, reasons)
  if (!reasons.has(operation)) reasons.set(operation, findReason(served, operation))
  return reasons.get(operation)
}

function findReason(served: Served, operation: Operation): string | undefined {
  const { kinds } = operation
  if (served.operations.has(nameOf(operation)) || kinds[0] === 'event') return undefined
  if (kinds.length === 0) return 'it makes no files of that sort'
  // Reading is the same under any name; what changes something may have meant something else.
  if (operation.legacy && operation.method !== 'GET') {
    return 'the official clients have another operation for it now'
  }
  const behaviours = kinds.flatMap((kind) => served.behaviours.get(kind) ?? [])
  return statedReason(behaviours, operation) ?? generalReason(served, behaviours, operation)
}

function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`
}

function statedReason(behaviours: readonly Behaviour[], operation: Operation): string | undefined {
  for (const { notCarriedOut = {} } of behaviours) {
    const reason = notCarriedOut[nameOf(operation)] ?? notCarriedOut[operation.action]
    if (reason !== undefined) return reason
  }
  return undefined
}

function generalReason(
  { searchable }: Served,
  behaviours: readonly Behaviour[],
  operation: Operation,
): string | undefined {
  const { action, kinds, path } = operation
  const [kind] = kinds
  const last = path.split('/').at(-1) ?? ''
  if (action === 'verb') {
    const runs = behaviours.some(({ verbs }) => verbs !== undefined && Object.hasOwn(verbs, last))
    return runs ? undefined : `it keeps ${kinds.join(' or ')} objects as they are given`
  }
  if (action === 'search') {
    return kinds.some((one) => searchable.has(one)) ? undefined : 'these cannot be searched'
  }
  if (kind === undefined) return undefined
  if (isUnderStrangers(kind, operation)) {
    return `nothing in a ${entryOf(kind).noun} says what it belongs to`
  }
  const isAboutPart = !last.startsWith('{') && action !== 'create' && action !== 'list'
  return isAboutPart && !isSingleton(operation)
    ? `it keeps ${kinds.join(' or ')} objects as they are given`
    : undefined
}

/** Under an object that its own kind has no field for. */
function isUnderStrangers(kind: Kind, { path }: Operation): boolean {
  const above = ownerPath(path)
  const owner = above === undefined ? undefined : routeFor('GET', above)?.value.kinds[0]
  return (
    owner !== undefined &&
    owner !== kind &&
    backReference(kind, owner) === undefined &&
    !isKeyed(kind, path)
  )
}

/** `/v1/customers/{id}` of `/v1/customers/{id}/tax_ids` and of `/v1/customers/{id}/tax_ids/{id}`. */
function ownerPath(path: string): string | undefined {
  const segments = path.split('/')
  const last = segments.findLastIndex(
    (one, index) => one.startsWith('{') && index < segments.length - 1,
  )
  return last === -1 ? undefined : segments.slice(0, last + 1).join('/')
}

/** What has no id is kept under its owner's. */
function isKeyed(kind: Kind, path: string): boolean {
  return !entryOf(kind).fields.has('id') && !path.endsWith('}')
}

/** One that isn't named in the path because there is only one: `/v1/tax/settings`. */
export function isSingleton({ kinds, action, path }: Operation): boolean {
  const [kind] = kinds
  const isOne = action === 'retrieve' || action === 'update'
  return isOne && kind !== undefined && isKeyed(kind, path)
}
