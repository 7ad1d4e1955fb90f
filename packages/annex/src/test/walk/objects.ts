/** Ids for the walk: objects are made when first needed, parents before what stands under them. */
import { operations, routeFor, type Operation } from '../../catalogue/catalogue.js'
import { parametersFor, type Making } from './parameters.js'
import { ALSO_NEEDED, type Given } from './recipes.js'
import { nameOf, type World } from './world.js'

export type Objects = ReturnType<typeof objectsIn>

export function objectsIn(world: World) {
  const known = new Map<string, string>([['account', world.account.account.id]])
  const tried = new Set<string>()
  let count = 0

  /** Of an object of that kind; made by the plainest create operation there is. */
  const idOf = async (kind: string): Promise<string | undefined> => {
    const id = known.get(kind)
    if (id !== undefined || tried.has(kind)) return id
    tried.add(kind)
    const create = creationOf(kind)
    if (create !== undefined) await make(create)
    return known.get(kind)
  }

  const make = async (create: Operation): Promise<string | undefined> => {
    const { status, text } = await world.send(create, await idsFor(create), await paramsFor(create))
    if (status !== 200) return undefined
    const { object, id } = JSON.parse(text)
    if (typeof id === 'string') known.set(object, id)
    return id
  }

  /** The ids of its path; where nothing of a kind can be made, one that nothing has. */
  const idsFor = async (operation: Operation): Promise<string[]> => {
    const segments = operation.path.split('/')
    const path: string[] = []
    const ids: string[] = []
    for (const [index, segment] of segments.entries()) {
      const isId = segment.startsWith('{')
      if (isId) ids.push(await idAt(operation, { path, at: index, segments }))
      path.push(isId ? (ids.at(-1) ?? '') : segment)
    }
    return ids
  }

  interface Place {
    /** As far as it is known, with ids. */
    readonly path: readonly string[]
    readonly at: number
    readonly segments: readonly string[]
  }

  // Under a parent it has to be one of that parent's.
  const idAt = async (operation: Operation, { path, at, segments }: Place): Promise<string> => {
    const above = routeFor('POST', path.join('/'))?.value
    const isNested = segments.slice(0, at).some((segment) => segment.startsWith('{'))
    if (isNested && above?.action === 'create') return (await make(above)) ?? 'none'
    const kinds = kindsAt(operation, segments.slice(0, at + 1).join('/'))
    return (await firstOf(kinds)) ?? `none_of_${kinds[0] ?? 'these'}`
  }

  const firstOf = async (kinds: readonly string[]): Promise<string | undefined> => {
    for (const kind of kinds) {
      const id = await idOf(kind)
      if (id !== undefined) return id
    }
    return undefined
  }

  const paramsFor = async (
    operation: Operation,
    wants: Making['wants'] = () => false,
  ): Promise<Given> => {
    const missing = new Set<string>()
    const making: Making = {
      ...{ wants, now: world.now(), unique: () => `item-${count++}` },
      idOf: (kinds) => {
        const kind = kinds.find((one) => known.has(one))
        if (kind === undefined) kinds.forEach((one) => missing.add(one))
        return kind === undefined ? `none_of_${kinds[0]}` : known.get(kind)
      },
    }
    parametersFor(operation.parameters, making)
    await firstOf([...missing])
    const also = ALSO_NEEDED[nameOf(operation)]
    const more = await also?.(async (kind) => (await idOf(kind)) ?? `none_of_${kind}`)
    return { ...parametersFor(operation.parameters, making), ...more }
  }

  return {
    idOf,
    idsFor,
    paramsFor,
    /** Those that a request can make are made anew when next asked for. */
    forgetMade(kinds: readonly string[]) {
      for (const kind of kinds.filter(
        (one) => creationOf(one) !== undefined && one !== 'account',
      )) {
        known.delete(kind)
        tried.delete(kind)
      }
    },
    learn: (kind: string, id: string) => void known.set(kind, id),
  }
}

/** One without ids in its path where there is one. */
function creationOf(kind: string): Operation | undefined {
  return operations()
    .filter(({ action, kinds }) => action === 'create' && kinds.length === 1 && kinds[0] === kind)
    .toSorted((a, b) => a.path.length - b.path.length)[0]
}

/** What stands at a place of the path: what retrieving it would give, or what it is all about. */
function kindsAt(operation: Operation, path: string): readonly string[] {
  return routeFor('GET', path)?.value.kinds ?? operation.kinds
}
