/** The unit of work itself: one caller, one moment, one transaction. */
import { apiVersion, kind as entryOf } from '../../catalogue/catalogue.js'
import type { EventType, Kind, Kinds } from '../../catalogue/kinds.js'
import type { Random } from '../../core/random.js'
import { seal, unseal } from '../../core/seal.js'
import { maskKey } from '../../core/secret.js'
import { findAside, setAside } from '../store/aside.js'
import { findClient, findClientOfAccount } from '../store/applications.js'
import { deleteDueOf, insertDue, takeNextDue } from '../store/due.js'
import { addFunds, listFunds, type Funds } from '../store/funds.js'
import { isNamed } from '../store/endpoints.js'
import { findLivingGrant } from '../store/grants.js'
import { deleteNarrowKey, insertNarrowKey } from '../store/narrow-keys.js'
import { listObjects } from '../store/object-list.js'
import { deleteObject, existsInOtherMode } from '../store/objects.js'
import { usageBook, type UsageBook } from '../store/usage.js'
import { announce, isQuiet, type Cause, type TestTime } from './announce.js'
import type { Engine } from './context.js'
import { Refusal } from './errors.js'
import { filterFor, keysOf } from './filters.js'
import { layOutListed } from '../../core/layout.js'
import { moment, newIdOf } from './new-id.js'
import { newsOfChange, newsOfCreation, newsOfDeletion } from './news.js'
import { previousAttributes } from './previous-attributes.js'
import { resourceMissing } from './refusals/objects.js'
import type { Caller, Deleted, Scope, UnitOfWork, Where } from './unit-of-work.js'
import { writesTo, type KindPlace, type Writes } from './writes.js'

/** No limit, to SQLite. */
const ALL = -1

/** A unit as its owner sees it: with what `answerWith` was told. */
export interface OpenUnit extends UnitOfWork {
  readonly refusal: Refusal | undefined
  /** As it was laid out to be kept, when this unit kept this very value. */
  textOf(object: object): string | undefined
}

/** Opens a unit. The caller of this function owns the transaction around it. */
export function openUnit(engine: Engine, caller: Caller, cause: Cause): OpenUnit {
  return new Unit(engine, caller, cause)
}

/** The same for a page: now, and for no request of the API. */
export function openNow(engine: Engine, caller: Caller): OpenUnit {
  const cause = { now: engine.outside.clock.now(), requestId: null, idempotencyKey: null }
  return openUnit(engine, caller, cause)
}

class Unit implements OpenUnit {
  refusal: Refusal | undefined
  readonly engine: Engine
  readonly caller: Caller
  readonly cause: Cause
  readonly now: number
  readonly random: Random
  // What this unit has read or written, by kind and id: verbs ask for the same object often.
  readonly #seen: Map<string, unknown>
  readonly #texts: Map<object, string>
  readonly #writes: Writes
  readonly #whole: Unit

  /** @param whole the unit that this one is a part of, in another time */
  constructor(engine: Engine, caller: Caller, cause: Cause, whole?: Unit) {
    this.engine = engine
    this.caller = caller
    this.cause = cause
    this.now = cause.clock?.now ?? cause.now
    this.random = engine.outside.random
    this.#whole = whole ?? this
    this.#seen = whole ? whole.#seen : new Map()
    this.#texts = whole ? whole.#texts : new Map()
    this.#writes = writesTo(engine.store)
  }

  get quiet(): boolean {
    return isQuiet(this.engine, this.cause)
  }

  get baseUrl(): string {
    return this.engine.baseUrl()
  }

  get version(): string | undefined {
    return this.cause.version
  }

  newId(kind: Kind): string {
    const now = moment(this.now, this.engine.outside.clock)
    const { count } = this.engine
    return newIdOf(kind, this.caller.livemode, { now, count, random: this.random })
  }

  find<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    const known = this.#known(kind, id)
    if (known !== undefined) return known
    const place = this.#place(kind)
    const row = this.#writes.find(place, id)
    return row === undefined || row.deleted === 1 ? undefined : this.#keep(kind, id, row.body)
  }

  get<K extends Kind>(kind: K, id: string, param?: string): Kinds[K] {
    const object = this.find(kind, id)
    if (object !== undefined) return object
    const elsewhere = existsInOtherMode(this.engine.store, this.#place(kind), id)
    const existsIn = !elsewhere ? undefined : this.caller.livemode ? 'test' : 'live'
    throw resourceMissing({
      ...{ noun: entryOf(kind).noun, id, param: param ?? 'id', inPath: param === undefined },
      ...(existsIn === undefined ? {} : { existsIn }),
    })
  }

  list<K extends Kind>(kind: K, where: Where): Kinds[K][] {
    const place = this.#place(kind)
    this.#writes.settle(place)
    const rows = listObjects(this.engine.store, place, { ...filterFor(kind, where), limit: ALL })
    return rows.map((row) => this.#known(kind, row.id) ?? this.#keep(kind, row.id, row.body))
  }

  insert<K extends Kind>(kind: K, object: Kinds[K]): Kinds[K] {
    const id = idOf(object)
    const created = createdOf(object) ?? this.now
    this.#note(object, this.#writes.insert(this.#place(kind), object, { id, created }))
    this.#seen.set(`${kind} ${id}`, object)
    this.#tell(
      kind,
      newsOfCreation(kind, this.engine.behaviours.get(kind)?.lifecycle, object),
      object,
    )
    return object
  }

  update<K extends Kind>(kind: K, id: string, changes: Partial<Kinds[K]>): Kinds[K] {
    const before = this.get(kind, id)
    const after = { ...before, ...changes }
    const previous = previousAttributes(before, after)
    if (previous === undefined) return before
    this.#note(after, this.#writes.update(this.#place(kind), id, { before, after }))
    this.#seen.set(`${kind} ${id}`, after)
    const lifecycle = this.engine.behaviours.get(kind)?.lifecycle
    this.#tell(kind, newsOfChange(kind, lifecycle, { before, after }), after, previous)
    return after
  }

  remove<K extends Kind>(kind: K, id: string): Deleted<K> {
    const object = this.get(kind, id)
    const stub: Deleted<K> = { id, object: kind, deleted: true }
    const gone = { id, stub: layOutListed(stub), keys: keysOf(kind, object) }
    const place = this.#place(kind)
    this.#writes.settle(place)
    deleteObject(this.engine.store, place, gone)
    this.#seen.delete(`${kind} ${id}`)
    const lifecycle = this.engine.behaviours.get(kind)?.lifecycle
    this.#tell(kind, newsOfDeletion(kind, lifecycle, object), object)
    return stub
  }

  announce(type: EventType, object: Kinds[Kind], previous?: object): void {
    announce(this.engine, this, this.cause, { types: [type], object, previous })
  }

  answerWith(refusal: Error): void {
    if (!(refusal instanceof Refusal)) throw refusal
    this.#whole.refusal ??= refusal
  }

  aside<T extends object>(id: string): Partial<T> {
    const { store } = this.engine
    const body = store.apart(`aside ${id}`, () => findAside(store, this.caller, id))
    // What was set aside under an id comes back under it.
    return body === undefined ? {} : (JSON.parse(body) as Partial<T>)
  }

  setAside<T extends object>(id: string, changes: Partial<T>): void {
    const body = JSON.stringify({ ...this.aside<T>(id), ...changes })
    setAside(this.engine.store, this.caller, id, body)
  }

  seal(plain: string, purpose: string): string {
    return seal(plain, purpose, this.engine.keyRing, this.random)
  }

  unseal(sealed: string, purpose: string): string {
    return unseal(sealed, purpose, this.engine.keyRing)
  }

  giveKey({ id, secret, opens, expires_at }: Parameters<UnitOfWork['giveKey']>[0]): void {
    const { account, livemode } = this.caller
    insertNarrowKey(this.engine.store, {
      ...{ account, livemode: livemode ? 1 : 0, key: id, opens, expires_at },
      ...{ hash: this.engine.hashOf(secret), masked: maskKey(secret) },
      version: this.version ?? apiVersion(),
    })
  }

  withdrawKey(id: string): void {
    deleteNarrowKey(this.engine.store, this.caller, id)
  }

  addFunds(funds: Funds): void {
    const { store } = this.engine
    store.putOff('funds', () => addFunds(store, this.caller, funds))
  }

  funds(): Funds[] {
    return listFunds(this.engine.store, this.caller)
  }

  get usage(): UsageBook {
    return usageBook(this.engine.store, this.caller)
  }

  ownApplication(): string | undefined {
    const { account, livemode } = this.caller
    return findClientOfAccount(this.engine.store, account, livemode)?.client_id
  }

  ownerOf(application: string): string | undefined {
    return findClient(this.engine.store, application)?.account
  }

  isAskedFor(type: EventType): boolean {
    const { account, livemode } = this.caller
    return isNamed(this.engine.store, { account, livemode: livemode ? 1 : 0, type })
  }

  isConnectedTo(account: string): boolean {
    const { account: owner, livemode } = this.caller
    return findLivingGrant(this.engine.store, { owner, account, livemode }) !== undefined
  }

  later(at: number, task: string, id: string): void {
    // A rehearsal ends before it.
    if (this.cause.rehearsed) return
    const { store } = this.engine
    const { account, livemode } = this.caller
    const clock = this.cause.clock?.id ?? ''
    const due = { account, livemode, clock, at: Math.max(at, this.now), task, id }
    store.putOff(task, () => insertDue(store, due))
  }

  rehearse<T>(at: number, story: (work: UnitOfWork) => T): T {
    const cause = { ...this.#causeAt(at), rehearsed: true } as const
    return this.#writes.rehearse(() => story(openUnit(this.engine, this.caller, cause)))
  }

  onClock(time: TestTime): UnitOfWork {
    return new Unit(this.engine, this.caller, { ...this.cause, clock: time }, this.#whole)
  }

  runClock(clock: string, upTo: number): void {
    const { store, tasks } = this.engine
    for (;;) {
      const due = takeNextDue(store, upTo, clock)
      if (due === undefined) return
      const run = tasks.get(due.task)
      if (run === undefined) throw new Error(`Nothing here knows how to '${due.task}'.`)
      run(due.id, this.onClock({ id: clock, now: due.at }))
    }
  }

  stopClock(clock: string): void {
    deleteDueOf(this.engine.store, clock)
  }

  #causeAt(at: number): Cause {
    const { clock } = this.cause
    return clock ? { ...this.cause, clock: { ...clock, now: at } } : { ...this.cause, now: at }
  }

  on(scope: Scope): UnitOfWork {
    const { account, livemode } = scope
    if (account === this.caller.account && livemode === this.caller.livemode) return this
    return openUnit(this.engine, { ...this.caller, account, livemode }, this.cause)
  }

  textOf(object: object): string | undefined {
    return this.#texts.get(object)
  }

  #note(object: object, text: string | undefined): void {
    if (text !== undefined) this.#texts.set(object, text)
  }

  #tell<K extends Kind>(
    kind: K,
    types: readonly EventType[],
    object: Kinds[K],
    previous?: object,
  ): void {
    if (types.length === 0) return
    const shown = this.engine.behaviours.get(kind)?.read?.(object, this) ?? object
    announce(this.engine, this, this.cause, { types, object: shown, previous })
  }

  // What was put in under a kind comes out under it.
  #known<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    return this.#seen.get(`${kind} ${id}`) as Kinds[K] | undefined
  }

  #keep<K extends Kind>(kind: K, id: string, body: string): Kinds[K] {
    // What was put in under a kind comes out under it.
    const object = this.engine.parsed.read(id, body) as Kinds[K]
    this.#seen.set(`${kind} ${id}`, object)
    return object
  }

  #place(kind: Kind): KindPlace {
    return { account: this.caller.account, livemode: this.caller.livemode, kind }
  }
}

/** The `id` every kept object has; a bug when it doesn't. */
function idOf(object: object): string {
  if ('id' in object && typeof object.id === 'string') return object.id
  throw new TypeError('An object without an id cannot be kept.')
}

function createdOf(object: object): number | undefined {
  return 'created' in object && typeof object.created === 'number' ? object.created : undefined
}
