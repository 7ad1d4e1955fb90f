/** Which of the kinds an extension mirrors: those it was told, else what reports and console need. */
import {
  CHILDREN,
  MIRRORED,
  UnknownKind,
  type Child,
  type KnownTable,
  type MirroredKind,
} from './kinds.js'

export interface Choice {
  /** In the order their backfills begin. */
  kinds: readonly MirroredKind[]
  /** Every table that is kept, those of lists inside others too. */
  tables: readonly KnownTable[]
  /** By the word in an object's `object` field. */
  find(kind: string): MirroredKind | undefined
  /** The kind whose lists hold objects of this one. */
  parentOf(kind: string): { mirrored: MirroredKind; child: Child } | undefined
  /** A table by its name, or a kind's. @throws UnknownKind */
  tableOf(name: string): KnownTable
  /** By its table or its word. @throws UnknownKind naming those that are mirrored */
  get(name: string): MirroredKind
}

/** Both may stand among the names: what is mirrored anyway, and all there is. */
const WORDS = new Map<string, (mirrored: MirroredKind) => boolean>([
  ['default', ({ byDefault }) => byDefault],
  ['all', () => true],
])

/** @param names tables of `stripe`, `default`, `all`, or words of objects. @throws UnknownKind */
export function choose(names: readonly string[] = ['default']): Choice {
  const chosen = new Set<MirroredKind>()
  for (const name of names) for (const one of named(name)) chosen.add(one)
  // The account itself is always read: its name and currency stand on every page.
  return choiceOf(MIRRORED.filter((one) => chosen.has(one) || one.kind === 'account'))
}

function named(name: string): MirroredKind[] {
  const word = WORDS.get(name)
  if (word) return MIRRORED.filter(word)
  const isNamed = ({ kind, table, children }: MirroredKind) =>
    kind === name || table === name || children.some((child) => child.table === name)
  const found = MIRRORED.filter(isNamed)
  if (found.length === 0) throw new UnknownKind(`There is no kind '${name}'. ${thereAre()}`)
  return found
}

function thereAre(): string {
  return `There are: default, all, ${MIRRORED.map(({ table }) => table).join(', ')}.`
}

function choiceOf(kinds: readonly MirroredKind[]): Choice {
  const byKind = new Map<string, MirroredKind>(kinds.map((one) => [one.kind, one]))
  const byTable = new Map<string, MirroredKind>(kinds.map((one) => [one.table, one]))
  const tables = kinds.flatMap(({ table, children }) => [table, ...children.map((c) => c.table)])
  const get = (name: string): MirroredKind => {
    const mirrored = byKind.get(name) ?? byTable.get(name)
    if (mirrored) return mirrored
    throw new UnknownKind(`'${name}' is not mirrored. There are: ${tables.join(', ')}.`)
  }
  return {
    ...{ kinds, tables, get },
    find: (kind) => byKind.get(kind),
    tableOf: (name) => tables.find((table) => table === name) ?? get(name).table,
    parentOf(kind) {
      const child = CHILDREN.find((one) => one.kind === kind)
      const mirrored = child && kinds.find(({ children }) => children.includes(child))
      return mirrored && { mirrored, child }
    },
  }
}
