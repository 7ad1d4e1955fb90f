/** Newest wins: writes what was seen, and asks for a re-read where time can't tell (O4, O5, O8). */
import type { Choice } from '../mirror/choice.js'
import { getMirroredKind, type MirroredKind } from '../mirror/kinds.js'
import type { GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import {
  contestedAmong,
  idsNaming,
  missingAmong,
  writeChildren,
  writeSightings,
  type Sighting,
  type Source,
} from '../store/mirror.js'
import { holdOwners } from '../store/owners.js'
import { insertRereads, type Reread } from '../store/rereads.js'

export interface Writing {
  source: Source
  sightings: readonly Sighting[]
  mirrors: Choice
  /** Whether objects of a kind that are referred to but unknown should be fetched now. */
  wantsParent: (kind: string) => boolean
}

/**
 * Writes sightings of one kind in the caller's transaction, which holds the generation (C1).
 * @returns how many re-reads it asked for
 */
export async function write(
  tx: Queryable,
  mirrored: MirroredKind,
  key: GenerationKey,
  { source, sightings, mirrors, wantsParent }: Writing,
): Promise<number> {
  let asked = 0
  for (const round of roundsOf(sightings)) {
    const orphaned = await ofDeleted(tx, mirrored, key, round)
    const written = await writeSightings(tx, mirrored, key, { source, sightings: round })
    for (const { table, field } of mirrored.children) {
      const lists = { parents: mirrored.table, table, field }
      await writeChildren(tx, lists, key, [...written])
    }
    const rereads = [
      ...(await contested(tx, mirrored, key, { round, written })),
      ...(await parents(tx, mirrored, key, { round, mirrors, wantsParent })),
      ...(await takenAlong(tx, mirrored, key, { round, mirrors })),
      ...orphaned,
    ]
    await insertRereads(tx, key, rereads)
    asked += rereads.length
  }
  return asked
}

/** A statement can't write a row twice, so the second word about an object waits for the next round. */
function roundsOf(sightings: readonly Sighting[]): Sighting[][] {
  const rounds: Sighting[][] = []
  const seen = new Map<string, number>()
  for (const sighting of sightings) {
    const round = seen.get(sighting.id) ?? 0
    seen.set(sighting.id, round + 1)
    const place = (rounds[round] ??= [])
    place.push(sighting)
  }
  return rounds
}

interface Round {
  round: readonly Sighting[]
  mirrors: Choice
}

async function contested(
  tx: Queryable,
  mirrored: MirroredKind,
  key: GenerationKey,
  { round, written }: { round: Sighting[]; written: Set<string> },
): Promise<Reread[]> {
  const rest = round.filter(({ id }) => !written.has(id))
  if (rest.length === 0) return []
  const ties = await contestedAmong(tx, mirrored, key, rest)
  return ties.map(({ id, obs }) => ({ kind: mirrored.kind, object: id, obs }))
}

async function parents(
  tx: Queryable,
  mirrored: MirroredKind,
  key: GenerationKey,
  { round, mirrors, wantsParent }: Round & Pick<Writing, 'wantsParent'>,
): Promise<Reread[]> {
  const wanted = new Map<MirroredKind, Map<string, number>>()
  for (const [field, kind] of Object.entries(mirrored.parents)) {
    const parent = wantsParent(kind) ? mirrors.find(kind) : undefined
    if (!parent) continue
    const ids = wanted.get(parent) ?? new Map<string, number>()
    wanted.set(parent, ids)
    for (const { body, obs } of round) {
      const id = (body as Record<string, unknown>)[field]
      if (typeof id === 'string' && id !== '') ids.set(id, obs)
    }
  }
  const rereads: Reread[] = []
  for (const [{ kind, table }, ids] of wanted) {
    if (ids.size === 0) continue
    const missing = await missingAmong(tx, table, key, [...ids.keys()])
    rereads.push(...missing.map((id) => ({ kind, object: id, obs: ids.get(id) ?? 0 })))
  }
  return rereads
}

/**
 * The same from the other side: seen before its owner's deletion was, and kept after it. The owner's
 * row is held from before these are written, so that of the two whoever comes later sees the other.
 */
async function ofDeleted(
  tx: Queryable,
  { kind, goesWith, parents: kinds }: MirroredKind,
  key: GenerationKey,
  round: readonly Sighting[],
): Promise<Reread[]> {
  const owner = goesWith === undefined ? undefined : kinds[goesWith]
  if (goesWith === undefined || owner === undefined) return []
  const owned = round.flatMap(({ id, obs, body, deleted }) => {
    const named = (body as Record<string, unknown>)[goesWith]
    return deleted || typeof named !== 'string' ? [] : [{ id, obs, owner: named }]
  })
  const gone = await holdOwners(tx, getMirroredKind(owner).table, key, [
    ...new Set(owned.map((one) => one.owner)),
  ])
  return owned.flatMap(({ id, obs, owner: named }) => {
    const goneAt = gone.get(named)
    return goneAt !== undefined && goneAt > obs ? [{ kind, object: id, obs: goneAt }] : []
  })
}

/** What a deletion may have taken along unannounced is looked at again, each by itself. */
async function takenAlong(
  tx: Queryable,
  { kind }: MirroredKind,
  key: GenerationKey,
  { round, mirrors }: Round,
): Promise<Reread[]> {
  const gone = round.filter(({ deleted }) => deleted)
  const obs = Math.max(...gone.map((sighting) => sighting.obs))
  const rereads: Reread[] = []
  for (const child of gone.length > 0 ? mirrors.kinds : []) {
    const field = child.goesWith
    if (field === undefined || child.parents[field] !== kind) continue
    const ids = gone.map(({ id }) => id)
    const left = await idsNaming(tx, { table: child.table, field }, key, ids)
    rereads.push(...left.map((id) => ({ kind: child.kind, object: id, obs })))
  }
  return rereads
}
