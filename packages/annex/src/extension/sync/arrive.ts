/** Events into the store, however they came: each once, its rows in the same transaction (W6, O11). */
import type { AccountKey, GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import {
  eventKey,
  findEvent,
  holdConnectionsOf,
  insertEvents,
  type InboxEvent,
} from '../store/inbox.js'
import { drawObservations } from '../store/mirror.js'
import { tellOfChange } from '../store/news.js'
import { insertRereads } from '../store/rereads.js'
import { insertTimelineEntry } from '../store/timeline.js'
import { apply, type Arrival } from './apply.js'
import { contradicts, hashOf, objectIdOf, type StripeEvent } from './event.js'
import { onEventJob, rereadJob } from './jobs.js'
import { parentsWanted, type WantsParent } from './parents.js'
import type { SyncParts } from './parts.js'

/** An event with the account it is of: the list of an account's events leaves that out. */
export interface Arriving {
  account: string
  event: StripeEvent
}

/** Events of the extension's own account carry no account. */
export const OWN = ''

/**
 * Keeps events and applies what they say, all in `tx`. Those that are here already change nothing;
 * those of an account without a connection are noted without their content (W9), and so are those
 * of our own: whoever hears of them reads what they speak of.
 * @returns the connections that have objects to read again
 */
export async function arrive(
  tx: Queryable,
  arriving: readonly Arriving[],
  parts: SyncParts,
): Promise<GenerationKey[]> {
  const accounts = [...new Set(arriving.map(({ account }) => account))]
  const connections = await holdConnectionsOf(tx, accounts)
  const entries = firstOfEach(arriving).map((item) => entryOf(item, connections, parts))
  // What doesn't wait for each other is asked at once, here and below: a group is mostly waiting.
  const [added, wanted] = await Promise.all([
    insertEvents(
      tx,
      entries.map(({ row }) => row),
    ),
    Promise.all(connections.map((key) => parentsWanted(tx, key, 'known'))),
  ])
  const isNew = ({ row }: Entry) => added.has(eventKey(row))
  for (const { event, row } of entries.filter(isNew)) {
    if (row.account === OWN) await parts.hooks.own?.(tx, event)
  }
  const rereading: GenerationKey[] = []
  for (const [n, connection] of connections.entries()) {
    const own = entries.filter(({ row }) => isOf(row, connection))
    const incidents = await noteContradictions(
      tx,
      connection,
      own.filter((e) => !isNew(e)),
      parts,
    )
    const arrivals = own.flatMap(({ event, row }) => {
      const obs = added.get(eventKey(row))
      return obs === undefined ? [] : [{ event, obs }]
    })
    const wantsParent = wanted[n] ?? (() => false)
    const asked = await take(tx, connection, { arrivals, wantsParent }, parts)
    if (incidents || asked) rereading.push(connection)
  }
  for (const data of rereading) await parts.jobs.send(tx, { kind: rereadJob, data })
  return rereading
}

/** One event may come twice in one group, too. */
function firstOfEach(arriving: readonly Arriving[]): Arriving[] {
  const known = new Map<string, Arriving>()
  for (const item of arriving) if (!known.has(keyOf(item))) known.set(keyOf(item), item)
  return [...known.values()]
}

interface Entry {
  event: StripeEvent
  row: InboxEvent
}

function keyOf({ account, event }: Arriving): string {
  return eventKey({ account, livemode: event.livemode, event: event.id })
}

function isOf(row: InboxEvent, { account, livemode }: AccountKey): boolean {
  return row.account === account && row.livemode === livemode
}

function entryOf(
  { account, event }: Arriving,
  connections: readonly GenerationKey[],
  { outside }: SyncParts,
): Entry {
  const { id, type, created, livemode } = event
  const connection = connections.find((c) => c.account === account && c.livemode === livemode)
  const row: InboxEvent = {
    ...{ account, livemode, event: id, type, created },
    generation: connection?.generation ?? null,
    received_at: outside.clock.now(),
    body_hash: hashOf(event),
    body: connection ? event : null,
  }
  return { event, row }
}

/** What new events of one connection come to. @returns whether objects are to be read again */
async function take(
  tx: Queryable,
  key: GenerationKey,
  { arrivals, wantsParent }: { arrivals: readonly Arrival[]; wantsParent: WantsParent },
  parts: SyncParts,
): Promise<boolean> {
  if (arrivals.length === 0) return false
  const [asked] = await Promise.all([
    apply(tx, key, arrivals, { mirrors: parts.mirrors, wantsParent }),
    tellOfChange(tx, key),
  ])
  for (const { event } of arrivals) {
    if (event.type === 'account.application.deauthorized') await deauthorized(tx, key, event, parts)
  }
  if (parts.hooks.onEvent) await parts.jobs.sendAll(tx, onEventJob, tellings(key, arrivals))
  return asked
}

/** Those that came together are told in the order they were made, as far as their seconds say. */
function tellings({ account, livemode, generation }: GenerationKey, arrivals: readonly Arrival[]) {
  const numbers = arrivals.map(({ obs }) => obs).sort((a, b) => a - b)
  const byAge = arrivals.toSorted((a, b) => a.event.created - b.event.created || a.obs - b.obs)
  return byAge.map(({ event }, n) => {
    const object = objectIdOf(event) ?? event.id
    return {
      data: { account, livemode, generation, event: event.id, object },
      number: numbers[n] ?? 0,
    }
  })
}

async function deauthorized(
  tx: Queryable,
  { account, livemode }: AccountKey,
  { created, data }: StripeEvent,
  { hooks }: SyncParts,
): Promise<void> {
  const { id } = data.object
  if (typeof id !== 'string') return
  await hooks.deauthorized(tx, { account, livemode, created, application: id })
}

/** The same id with other content: the first stays, somebody should know, the object is read (W10). */
async function noteContradictions(
  tx: Queryable,
  key: GenerationKey,
  known: readonly Entry[],
  { mirrors, outside }: SyncParts,
): Promise<boolean> {
  let noted = false
  for (const { event, row } of known) {
    const kept = await findEvent(tx, key, event.id)
    if (!kept || !contradicts(row.body_hash, kept.body_hash)) continue
    noted = true
    const details = { event: event.id, type: event.type }
    const at = outside.clock.now()
    await insertTimelineEntry(tx, key, { at, what: 'event_contradicted', details })
    const { object, id } = event.data.object
    if (typeof object !== 'string' || typeof id !== 'string' || !mirrors.find(object)) continue
    const [obs = 0] = await drawObservations(tx)
    await insertRereads(tx, key, [{ kind: object, object: id, obs }])
  }
  return noted
}
