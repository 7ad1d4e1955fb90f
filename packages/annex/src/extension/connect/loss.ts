/** Losing access at Stripe's side: an event says so, or calls are refused (C5, C6). */
import {
  findConnection,
  lockConnection,
  pauseConnection,
  resumeConnection,
  type Connection,
  type GenerationKey,
} from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { tellOfChange } from '../store/news.js'
import { close } from './disconnect.js'
import type { ConnectParts, LossReport } from './parts.js'

/** `account.application.deauthorized` as far as it matters here. */
export interface Deauthorized {
  account: string
  livemode: boolean
  /** `ca_…` of the application that lost access: `data.object.id`. */
  application: string
  /** The event's own second. */
  created: number
}

/** An unbroken day of refusals counts as loss. */
const CERTAIN_AFTER = 24 * 60 * 60

/** Keeps the word of an event, in the transaction that marks the event processed. */
export async function hearDeauthorized(
  tx: Queryable,
  event: Deauthorized,
  parts: ConnectParts,
): Promise<void> {
  if (event.application !== parts.settings.clientId) return
  const current = await findConnection(tx, event)
  if (!current || current.state === 'purging') return
  const { account, livemode, generation, grants } = current
  const data = { account, livemode, generation, grants, said_at: event.created }
  await parts.enqueue(tx, { name: 'confirm_loss', data })
}

/** Asked so often, Stripe's "you are let in" is believed over an event that looks newer. */
const ASKED_ENOUGH = 6

/** `closed`: it was true. `void`: said of an earlier grant. `unclear`: ask again. */
export type Confirmation = 'closed' | 'void' | 'unclear'

/**
 * An event's second can't be compared with our clock's, and the person may have connected again
 * since, so Stripe itself is asked. Only while it lets us in although the event looks newer than
 * the connection do we ask again: its own parts may not agree yet.
 */
export async function confirmLoss(
  report: LossReport,
  parts: ConnectParts & { attempt: number },
): Promise<Confirmation> {
  const current = await findConnection(parts.database, report)
  if (!current || !isStill(current, report)) return 'void'
  const access = await parts.probe(current)
  if (access === 'unclear') return 'unclear'
  if (access === 'granted') {
    return saidBefore(report, current) || parts.attempt >= ASKED_ENOUGH ? 'void' : 'unclear'
  }
  const closed = await parts.database.transaction((tx) =>
    close(tx, report, 'disconnected_at_stripe', parts),
  )
  return closed ? 'closed' : 'void'
}

function isStill(current: Connection, report: LossReport): boolean {
  const same = current.generation === report.generation && current.grants === report.grants
  return same && current.state !== 'purging'
}

function saidBefore({ said_at }: LossReport, current: Connection): boolean {
  return said_at === null || said_at < current.connected_at
}

/**
 * A call was refused with 403. One refusal only pauses: it may be a mistake that passes.
 * @returns `closed` once refusals have gone on for a day
 */
export async function accessRefused(
  key: GenerationKey,
  parts: Pick<ConnectParts, 'database' | 'outside' | 'enqueue' | 'hooks'>,
): Promise<'paused' | 'closed' | 'void'> {
  const now = parts.outside.clock.now()
  return parts.database.transaction(async (tx) => {
    const reason = 'Stripe refuses access. Connect again, or disconnect to remove the data.'
    await lockConnection(tx, key)
    const paused = await pauseConnection(tx, key, { reason, now })
    if (!paused) return 'void'
    await tellOfChange(tx, key)
    if (now - (paused.refused_since ?? now) < CERTAIN_AFTER) return 'paused'
    return (await close(tx, key, 'access_lost', parts)) ? 'closed' : 'void'
  })
}

/** Stripe answered, so what was refused before is over. Cheap enough to be said at every answer. */
export async function accessGranted(
  key: GenerationKey,
  { database }: Pick<ConnectParts, 'database'>,
): Promise<void> {
  if (await resumeConnection(database, key)) await tellOfChange(database, key)
}

/** A paused connection is looked at again; Stripe's answer decides how it goes on. */
export async function recheck(
  connection: Connection,
  parts: ConnectParts,
): Promise<'resumed' | 'paused' | 'closed' | 'void' | 'unclear'> {
  const access = await parts.probe(connection)
  if (access === 'unclear') return 'unclear'
  if (access === 'revoked') return accessRefused(connection, parts)
  await accessGranted(connection, parts)
  return 'resumed'
}
