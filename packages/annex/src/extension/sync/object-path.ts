/** Where one object is read: some are found below their owner only, whom their row names. */
import type { MirroredKind } from '../mirror/kinds.js'
import type { GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { findMirrored } from '../store/mirrored.js'

/** In a path, where nobody is known: such a read finds nothing. */
const UNKNOWN = '-'

export async function pathOf(
  mirrored: MirroredKind,
  id: string,
  { db, key }: { db: Queryable; key: GenerationKey },
): Promise<string> {
  const { table, owner, path } = mirrored
  if (!owner?.readBelow) return path(id, UNKNOWN)
  const row = await findMirrored(db, key, { table, id })
  return path(id, ownerIn(row?.body, owner.field))
}

function ownerIn(body: Record<string, unknown> | undefined, field: string): string {
  const of = body?.[field]
  return typeof of === 'string' ? of : UNKNOWN
}
