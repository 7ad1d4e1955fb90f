/** Whatever order events, pages and re-reads come in, the row comes to what the platform has (R2, O1 to O5). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { outsideWith } from '../../core/outside.js'
import type { Database } from '../store/database.js'
import { drawObservations, type Sighting, type Source } from '../store/mirror.js'
import { findMirrored } from '../store/mirrored.js'
import { openDatabase } from '../store/open.js'
import { insertRereads, listRereads, settleReread } from '../store/rereads.js'
import { choose } from '../mirror/choice.js'
import { getMirroredKind } from '../mirror/kinds.js'
import { write } from './write.js'

/** Mostly none: what happens within a second is where the order is hard to tell. */
const seconds = fc.constantFrom(0, 0, 0, 1, 2)

/** What may happen next; numbers choose among what is there to choose from. */
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('change'), seconds }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver'), which: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('ask') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('read'), which: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('answer'), which: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), seconds }) },
)
type Action = { do: string; seconds?: number; which?: number }

const story = fc.record({
  actions: fc.array(action, { minLength: 4, maxLength: 25, size: 'max' }),
  /** After how many of them it is deleted; beyond the end: never. */
  deletedAfter: fc.nat(60),
  /** Which of what is still on its way at the end arrives first. */
  lastFirst: fc.boolean(),
  answersFirst: fc.boolean(),
})

const customers = getMirroredKind('customer')
const mirrors = choose()
const key = { account: 'acct_1', livemode: false, generation: 1 }

describe('the order of what is seen of one object', () => {
  let database: Database
  before(async () => {
    database = await openDatabase({ directory: ':memory:', url: undefined, outside: outsideWith() })
  })
  after(() => database.close())

  it('comes to what the platform has, in any interleaving', async () => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(story, async ({ actions, deletedAfter, ...ending }) => {
        const world = new World(database, `cus_${++count}`)
        for (const [n, next] of actions.entries()) {
          if (n === deletedAfter) world.delete()
          await world.act(next)
        }
        await world.settle(ending)
        assert.deepEqual(await world.row(), world.now())
      }),
      { numRuns: 250 },
    )
  })
})

interface Event {
  body: object
  sec: number
  deletes: boolean
}

/** A read on its way: asked for, read at the platform some time later, answered later still. */
interface Read {
  obs: number
  since: number
  seen?: object
}

class World {
  readonly #database: Database
  readonly #id: string
  #sec = 1000
  #version = 0
  #isDeleted = false
  readonly #events: Event[] = []
  readonly #unheard = new Set<Event>()
  #reads: Read[] = []

  constructor(database: Database, id: string) {
    this.#database = database
    this.#id = id
    this.#change()
  }

  /** The object as the platform would answer now. */
  now(): object {
    const stub = { id: this.#id, object: 'customer' }
    return this.#isDeleted ? { ...stub, deleted: true } : { ...stub, version: this.#version }
  }

  async act({ do: what, seconds = 0, which = 0 }: Action): Promise<void> {
    this.#sec += seconds
    const read = this.#reads[which % (this.#reads.length || 1)]
    if (what === 'change' && !this.#isDeleted) this.#change()
    if (what === 'deliver') await this.#deliver(this.#events[which % this.#events.length])
    if (what === 'ask') this.#reads.push({ obs: await this.#draw(), since: this.#sec })
    if (what === 'read' && read && !read.seen) read.seen = this.now()
    if (what === 'answer' && read) await this.#answer(read)
  }

  /** Every event is heard at last, every read answered, and everything asked for read again. */
  async settle(ending: { lastFirst: boolean; answersFirst: boolean }): Promise<void> {
    const events = [...this.#unheard]
    if (ending.lastFirst) events.reverse()
    const hear = async () => {
      for (const event of events) await this.#deliver(event)
    }
    if (!ending.answersFirst) await hear()
    for (const read of this.#reads) await this.#answer(read)
    if (ending.answersFirst) await hear()
    for (let rounds = 0; ; rounds++) {
      const [wanted] = await listRereads(this.#database, key, 1)
      if (!wanted) return
      assert.ok(rounds < 5, 'it goes on reading for ever')
      const read = { obs: await this.#draw(), since: this.#sec, seen: this.now() }
      await this.#answer(read)
      await settleReread(this.#database, key, { ...wanted, obs: read.obs })
    }
  }

  async row(): Promise<object | undefined> {
    const place = { table: customers.table, id: this.#id }
    return (await findMirrored(this.#database, key, place))?.body
  }

  #change(): void {
    this.#version++
    this.#record(false)
  }

  /** A deletion's event still shows the object as it was (O3). */
  delete(): void {
    this.#record(true)
    this.#isDeleted = true
  }

  #record(deletes: boolean): void {
    const event = { body: this.now(), sec: this.#sec, deletes }
    this.#events.push(event)
    this.#unheard.add(event)
  }

  async #deliver(event: Event | undefined): Promise<void> {
    if (!event) return
    this.#unheard.delete(event)
    const obs = await this.#draw()
    const { body, sec, deletes } = event
    if (!deletes) return this.#write('event', { body, obs, since: sec, sec })
    await insertRereads(this.#database, key, [{ kind: 'customer', object: this.#id, obs }])
  }

  async #answer(read: Read): Promise<void> {
    this.#reads = this.#reads.filter((other) => other !== read)
    const { obs, since, seen = this.now() } = read
    await this.#write('reply', { body: seen, obs, since, sec: this.#sec })
  }

  async #write(
    source: Source,
    { body, ...seen }: Pick<Sighting, 'obs' | 'since' | 'sec'> & { body: object },
  ): Promise<void> {
    const deleted = 'deleted' in body
    const sighting: Sighting = { id: this.#id, created: 1000, deleted, ...seen, body }
    await this.#database.transaction((tx) =>
      write(tx, customers, key, {
        source,
        sightings: [sighting],
        mirrors,
        wantsParent: () => false,
      }),
    )
  }

  async #draw(): Promise<number> {
    const [obs = 0] = await drawObservations(this.#database)
    return obs
  }
}
