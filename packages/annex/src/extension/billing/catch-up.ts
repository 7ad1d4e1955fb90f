/** Events of our own account that never came: they are listed, and what they speak of is read again. */
import { listCustomers, moveOwnCursor, readOwnCursor } from '../store/billing-lists.js'
import { ownClient } from '../stripe/client.js'
import { ask, failure } from './ask.js'
import { listAllFees } from './fees.js'
import { HEARD, hear } from './hear.js'
import type { SettleParts } from './settle.js'

/** Events are committed a little after the second they carry. */
const OVERLAP = 10 * 60

/** Stripe lists events of 30 days; the last one is left alone, being cut off while we read. */
const KEPT = 29 * 24 * 3600

/** Each is heard as if it had been delivered; the reading it asks for is one, however many there are. */
export async function catchUp(signal: AbortSignal, parts: SettleParts): Promise<void> {
  const { database, livemode } = parts
  const latest = await newestSecond(parts)
  if (latest === undefined) return
  const known = await readOwnCursor(database, livemode)
  const cursor = known ?? latest
  if (known === undefined || latest - cursor > KEPT) {
    await askForAll(parts)
    if (parts.earnsFees) await listAllFees(signal, parts)
  }
  const from = Math.max(cursor, latest - KEPT) - OVERLAP
  if (await hearSince(from, signal, parts)) await moveOwnCursor(database, livemode, latest)
}

/** In the platform's seconds: our own clock is nobody's measure. */
async function newestSecond(parts: SettleParts): Promise<number | undefined> {
  const reply = await ask(() => ownClient(parts.stripe).events.list({ limit: 1 }), parts)
  if (reply.kind === 'ok') return reply.value.data[0]?.created
  throw failure('Our own events could not be read', reply)
}

/** @returns false when it was told to stop before the end */
async function hearSince(from: number, signal: AbortSignal, parts: SettleParts): Promise<boolean> {
  const client = ownClient(parts.stripe)
  let after: string | undefined
  while (!signal.aborted) {
    const page = { limit: 100, ...(after !== undefined && { starting_after: after }) }
    const query = { types: [...HEARD], created: { gte: from }, ...page }
    const reply = await ask(() => client.events.list(query), parts)
    if (reply.kind !== 'ok') throw failure('Our own events could not be read', reply)
    const { data, has_more } = reply.value
    await parts.database.transaction(async (tx) => {
      for (const { type, livemode, data: said } of data) {
        await hear(tx, { type, livemode, object: { ...said.object } }, parts)
      }
    })
    after = data.at(-1)?.id
    if (!has_more || after === undefined) return true
  }
  return false
}

/** Events that would have told us are no longer listed, or we had no ears yet. */
async function askForAll(parts: SettleParts): Promise<void> {
  const { database, livemode } = parts
  await database.transaction(async (tx) => {
    for (const { account } of await listCustomers(tx, livemode)) {
      await parts.enqueue(tx, { name: 'settle', data: { billed: account, livemode } })
    }
  })
}
