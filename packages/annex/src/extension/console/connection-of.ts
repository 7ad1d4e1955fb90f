/** From a path to the connection it names. */
import type { Context } from 'hono'
import { tenantOf } from '../people/access.js'
import { notFound } from '../people/refusal.js'
import { personOf, type PeopleEnv } from '../people/visitor.js'
import { findConnectionById, type Connection } from '../store/connections.js'
import type { ConsoleParts } from './parts.js'

/** Within the person's own team: anybody else's looks absent (S13). */
export async function connectionOf(
  c: Context<PeopleEnv>,
  { people }: ConsoleParts,
): Promise<Connection> {
  const key = { id: c.req.param('id') ?? '', tenant: tenantOf(personOf(c)) }
  const connection = await findConnectionById(people.database, key)
  if (!connection || connection.state === 'purging') throw notFound()
  return connection
}
