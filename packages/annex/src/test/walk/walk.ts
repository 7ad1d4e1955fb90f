/** Every operation sent once, in an order in which most of them find what they need. */
import { operations, type Operation } from '../../catalogue/catalogue.js'
import { whyNot } from '../../platform/engine/offered.js'
import { objectsIn } from './objects.js'
import type { Making } from './parameters.js'
import { happenings, PREPARED } from './recipes.js'
import { nameOf, type Answer, type World } from './world.js'

export interface Step extends Answer {
  readonly name: string
  readonly operation: Operation
  readonly message: string
  readonly param: string | undefined
}

const ORDER = ['create', 'list', 'retrieve', 'search', 'update', 'verb', 'delete']

/** @param wants which optional parameters are given, beside those required */
export async function walk(world: World, wants: Making['wants']): Promise<Step[]> {
  const objects = objectsIn(world)
  for (const [kind, id] of Object.entries(await happenings(world))) {
    if (id !== undefined) objects.learn(kind, id)
  }
  const steps: Step[] = []
  for (const operation of operations().toSorted((a, b) => placeOf(a) - placeOf(b))) {
    // What ends an object gets one of its own.
    if (placeOf(operation) >= ORDER.indexOf('verb')) objects.forgetMade(operation.kinds)
    const ids = await (PREPARED[nameOf(operation)]?.(world.stripe, world.advance) ??
      objects.idsFor(operation))
    const params = await objects.paramsFor(operation, wants)
    steps.push(stepOf(operation, await world.send(operation, ids, params)))
    if (operation.action === 'delete') objects.forgetMade(operation.kinds)
  }
  return steps
}

function placeOf({ action }: Operation): number {
  return ORDER.indexOf(action)
}

function stepOf(operation: Operation, answer: Answer): Step {
  const name = nameOf(operation)
  const { error } = answer.status === 200 ? { error: undefined } : JSON.parse(answer.text)
  return { ...answer, name, operation, message: error?.message ?? '', param: error?.param }
}

/** Why a step wasn't answered, where that is as it should be. */
export function excuseOf(world: World, step: Step): string | undefined {
  const reason = whyNot(world.served, step.operation)
  if (reason !== undefined && step.message.endsWith(`does not carry it out: ${reason}.`)) {
    return reason
  }
  const absent = /^No such .*: 'none_of_(?<kind>[\w.]+)'/.exec(step.message)?.groups?.['kind']
  return absent !== undefined && !isMade(world, absent) ? `there is no ${absent} here` : undefined
}

/** Whether a request can bring one about. */
function isMade(world: World, kind: string): boolean {
  return operations().some(
    (one) =>
      one.action === 'create' &&
      one.kinds.some((made) => made === kind) &&
      whyNot(world.served, one) === undefined,
  )
}
