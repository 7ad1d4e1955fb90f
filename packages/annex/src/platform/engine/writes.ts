/** What is made and changed, on its way to the store: at once, or each object once in the end. */
import type { Kind } from '../../catalogue/kinds.js'
import { layOutListed } from '../../core/layout.js'
import {
  findObject,
  insertObject,
  updateObject,
  type Keys,
  type ObjectRow,
  type Place,
} from '../store/objects.js'
import type { Store } from '../store/store.js'
import { keysOf } from './filters.js'

/** Where an object of `kind` is kept. */
export interface KindPlace extends Place {
  readonly kind: Kind
}

export interface Writes {
  /** @returns its text, unless it is held back */
  insert(place: KindPlace, object: object, at: { id: string; created: number }): string | undefined
  /** The same for what is there; `before` is what it was. */
  update(
    place: KindPlace,
    id: string,
    change: { before: object; after: object },
  ): string | undefined
  /** The row, deleted or not, whichever unit wrote it. */
  find(place: Place, id: string): ObjectRow | undefined
  /** Writes what is held back, or that of one place, or one object: the store itself is asked. */
  settle(place?: Place, id?: string): void
  /**
   * Holds back what `work` writes until its end. An invoice that is numbered, charged and paid in
   * one go is laid out and written once; its events are recorded as it happens all the same.
   */
  hold<T>(work: () => T): T
  /** Runs `work` in a transaction and takes all of it back. Most of it never reaches the store. */
  rehearse<T>(work: () => T): T
}

/** An object's place in the store has its row, once it was there before it was changed. */
interface Held {
  readonly place: KindPlace
  readonly id: string
  object: object
  readonly row: { readonly created: number } | { readonly before: Keys }
}

const ofStore = new WeakMap<Store, Writes>()

/** One for each store: there is one connection, so all units write through it in turn. */
export function writesTo(store: Store): Writes {
  const known = ofStore.get(store) ?? createWrites(store)
  ofStore.set(store, known)
  return known
}

function createWrites(store: Store): Writes {
  /** Undefined: nothing is held back. */
  let held: Map<string, Held> | undefined

  function write({ place, id, object, row }: Held): string {
    const body = layOutListed(object)
    const keys = keysOf(place.kind, object)
    store.putOff(keyOf(place, id), () => {
      if ('created' in row) insertObject(store, place, { id, created: row.created, body, keys })
      else updateObject(store, place, { id, body, keys, before: row.before })
    })
    return body
  }

  function find(place: Place, id: string): ObjectRow | undefined {
    settle(place, id)
    return store.apart(keyOf(place, id), () => findObject(store, place, id))
  }

  function settle(place?: Place, id?: string): void {
    for (const [key, one] of held ?? []) {
      if (place !== undefined && !isSame(one.place, place)) continue
      if (id !== undefined && one.id !== id) continue
      held?.delete(key)
      write(one)
    }
  }

  /** What is held back belongs to `work`, and goes with it when it fails. */
  function holding<T>(work: () => T, finish: () => void): T {
    const outer = held
    held = new Map()
    try {
      const result = work()
      finish()
      return result
    } finally {
      held = outer
    }
  }

  return {
    insert(place, object, { id, created }) {
      const one = { place, id, object, row: { created } }
      if (held === undefined) return write(one)
      held.set(keyOf(place, id), one)
      return undefined
    },
    update(place, id, { before, after }) {
      const known = held?.get(keyOf(place, id))
      if (known) {
        known.object = after
        return undefined
      }
      const one = { place, id, object: after, row: { before: keysOf(place.kind, before) } }
      if (held === undefined) return write(one)
      held.set(keyOf(place, id), one)
      return undefined
    },
    find,
    settle,
    hold: (work) => (held === undefined ? holding(work, () => settle()) : work()),
    rehearse(work) {
      // What came before stays.
      settle()
      store.run('savepoint rehearsal')
      try {
        return holding(work, () => {})
      } finally {
        store.run('rollback to rehearsal')
        store.run('release rehearsal')
      }
    },
  }
}

function keyOf({ account, livemode, kind }: Place, id: string): string {
  return `${account} ${livemode} ${kind} ${id}`
}

function isSame(a: Place, b: Place): boolean {
  return a.kind === b.kind && a.account === b.account && a.livemode === b.livemode
}
