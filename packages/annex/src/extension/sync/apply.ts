/** From an event to rows: the payload where its second is strictly newer, else a re-read (O4 to O6). */
import { apiVersion } from '../../catalogue/catalogue.js'
import type { Choice } from '../mirror/choice.js'
import type { MirroredKind } from '../mirror/kinds.js'
import type { GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import type { Sighting } from '../store/mirror.js'
import { insertRereads, type Reread } from '../store/rereads.js'
import type { StripeEvent } from './event.js'
import { isTruncated } from './sighting.js'
import { write } from './write.js'

/** An event that is new to us, with its observation number. */
export interface Arrival {
  event: StripeEvent
  obs: number
}

/**
 * Applies the events of one connection in the caller's transaction, in any order.
 * @param wantsParent whether unknown objects of a kind should be fetched (O8)
 * @returns whether re-reads are asked for
 */
export async function apply(
  tx: Queryable,
  key: GenerationKey,
  arrivals: readonly Arrival[],
  { mirrors, wantsParent }: { mirrors: Choice; wantsParent: (kind: string) => boolean },
): Promise<boolean> {
  const payloads = new Map<MirroredKind, Sighting[]>()
  const rereads: Reread[] = []
  for (const arrival of arrivals) {
    const object = objectOf(arrival, mirrors)
    if (!object) rereads.push(...parentOf(arrival, mirrors))
    else if (isUsable(arrival.event)) {
      const known = payloads.get(object.mirrored)
      if (known) known.push(object.sighting)
      else payloads.set(object.mirrored, [object.sighting])
    } else {
      rereads.push({ kind: object.mirrored.kind, object: object.sighting.id, obs: arrival.obs })
    }
  }
  let asked = rereads.length
  await insertRereads(tx, key, rereads)
  for (const [mirrored, sightings] of inOrder(payloads)) {
    asked += await write(tx, mirrored, key, { source: 'event', sightings, mirrors, wantsParent })
  }
  return asked > 0
}

/** The object an event speaks of, whatever the event is called (W8). */
function objectOf({ event, obs }: Arrival, mirrors: Choice) {
  const { id, object, created, deleted } = event.data.object
  const mirrored = typeof object === 'string' ? mirrors.find(object) : undefined
  if (!mirrored || typeof id !== 'string' || id === '' || isPreview(id)) return undefined
  const sighting: Sighting = {
    id,
    created: typeof created === 'number' ? created : null,
    deleted: deleted === true,
    ...{ since: event.created, sec: event.created },
    obs,
    body: event.data.object,
  }
  return { mirrored, sighting }
}

/** What `invoice.upcoming` shows: an invoice that there will be, not one that is. */
function isPreview(id: string): boolean {
  return id.startsWith('upcoming_in')
}

/** An object inside a list of another one is as that one shows it, so the other one is read. */
function parentOf({ event, obs }: Arrival, mirrors: Choice): Reread[] {
  const { object } = event.data.object
  const above = typeof object === 'string' ? mirrors.parentOf(object) : undefined
  const field = above?.child.parentField
  const id = field === undefined ? undefined : event.data.object[field]
  return above && typeof id === 'string' ? [{ kind: above.mirrored.kind, object: id, obs }] : []
}

/**
 * Not usable: rendered in another version than ours (O6), with lists cut short (O7), or called a
 * deletion without proving one (O3).
 */
function isUsable({ api_version, type, data }: StripeEvent): boolean {
  if (api_version !== apiVersion() || isTruncated(data.object)) return false
  return data.object['deleted'] === true || !type.endsWith('.deleted')
}

/** Always the same order of tables, so that two transactions never wait for each other. */
function inOrder(payloads: Map<MirroredKind, Sighting[]>) {
  return [...payloads].sort(([a], [b]) => (a.kind < b.kind ? -1 : 1))
}
