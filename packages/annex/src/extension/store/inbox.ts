/** Events as they arrived, each once (W6): the proof that we have them, and what they did. */
import type { AccountKey, GenerationKey } from './connections.js'
import type { Queryable } from './database.js'
import { joinedBodies } from './json.js'

export interface InboxEvent extends AccountKey {
  event: string
  /** Null: no connection to keep it for, or our own account; then there is no body either (W9). */
  generation: number | null
  type: string
  created: number
  received_at: number
  /** Of what the event says, whatever else around it may differ from delivery to delivery (W10). */
  body_hash: string
  body: unknown
}

/**
 * Those that are new are changes too, where somebody reads these.
 * @returns the keys of those that are new, each with its observation, in the order of `events` (O2);
 *   the others were here already
 */
export async function insertEvents(
  tx: Queryable,
  events: readonly InboxEvent[],
): Promise<Map<string, number>> {
  const rows = await tx.query<AccountKey & { event: string; obs: number }>(
    `with seen as materialized (
       select *, nextval('annex.observations') as obs
         from unnest($1::text[], $2::boolean[], $3::text[], $4::integer[], $5::text[], $6::bigint[],
                     $7::bigint[], $8::text[], string_to_array($9, chr(30)))
           as event (account, livemode, event, generation, type, created, received_at, body_hash, body)),
     added as (
       insert into annex.inbox
         (account, livemode, event, generation, type, created, obs, received_at, body_hash, body, state)
       select account, livemode, event, generation, type, created, obs, received_at, body_hash,
              nullif(body, '')::jsonb,
              case when generation is null and account <> '' then 'ignored' else 'processed' end
         from seen
        order by account, livemode, event
       on conflict (account, livemode, event) do nothing
       returning account, livemode, event, generation, obs),
     changes as (
       insert into annex.changes (account, livemode, event, generation)
       select account, livemode, event, generation from added
        where generation is not null and exists (select from annex.consumers))
     select account, livemode, event, obs from added`,
    columnsOf(events),
  )
  return new Map(rows.map((row) => [eventKey(row), row.obs]))
}

function columnsOf(events: readonly InboxEvent[]): unknown[] {
  return [
    ...[events.map(({ account }) => account), events.map(({ livemode }) => livemode)],
    ...[events.map(({ event }) => event), events.map(({ generation }) => generation)],
    ...[events.map(({ type }) => type), events.map(({ created }) => created)],
    ...[events.map((event) => event.received_at), events.map((event) => event.body_hash)],
    joinedBodies(events.map(({ body }) => body)),
  ]
}

export function eventKey(event: { account: string; livemode: boolean; event: string }): string {
  return JSON.stringify([event.account, event.livemode, event.event])
}

export interface KeptEvent {
  event: string
  generation: number | null
  body_hash: string
  body: unknown
}

export async function findEvent(
  db: Queryable,
  { account, livemode }: AccountKey,
  event: string,
): Promise<KeptEvent | undefined> {
  const rows = await db.query<KeptEvent>(
    `select event, generation, body_hash, body from annex.inbox
      where account = $1 and livemode = $2 and event = $3`,
    [account, livemode, event],
  )
  return rows[0]
}

/** The connections that events of these accounts are for, held until the transaction ends (C1). */
export function holdConnectionsOf(
  tx: Queryable,
  accounts: readonly string[],
): Promise<GenerationKey[]> {
  return tx.query<GenerationKey>(
    `select account, livemode, generation from annex.connections
      where account = any($1::text[]) and state <> 'purging'
      order by account, livemode
        for share`,
    [accounts],
  )
}

/** Outside of the transaction above: two that hold a connection would wait for each other. */
export async function touchConnections(
  db: Queryable,
  accounts: readonly string[],
  now: number,
): Promise<void> {
  await db.query(
    `update annex.connections set last_event_at = $2
      where account = any($1::text[]) and coalesce(last_event_at, 0) < $2`,
    [accounts, now],
  )
}
