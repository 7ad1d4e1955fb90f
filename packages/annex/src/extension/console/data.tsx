/** Looking into the mirror: its tables, the rows of one, one object with its history. */
import { Hono, type Context } from 'hono'
import { renderPage } from '../../web/render.js'
import { notFound } from '../people/refusal.js'
import type { PeopleEnv } from '../people/visitor.js'
import { PATHS } from '../routes.js'
import type { Connection } from '../store/connections.js'
import {
  countMirrored,
  eventsOfObject,
  findMirrored,
  listMirrored,
  mirrorTables,
  type Cursor,
  type MirroredObject,
  type MirrorTable,
} from '../store/mirrored.js'
import { connectionOf } from './connection-of.js'
import { kindOfId } from './kind-of-id.js'
import { DataPage, ObjectPage } from './pages/connection-data.js'
import type { ConsoleParts } from './parts.js'
import { connectionPage } from './view.js'

const PAGE = 50
const EVENTS = 20
const FIRST_SHOWN = 'charges'

export function dataRoutes(parts: ConsoleParts): Hono<PeopleEnv> {
  const { database, routes } = parts.people
  return new Hono<PeopleEnv>()
    .get(PATHS.data, (c) => c.redirect(routes.to('kind', c.req.param('id'), FIRST_SHOWN)))
    .get(PATHS.kind, async (c) => {
      const connection = await connectionOf(c, parts)
      const tables = await mirrorTables(database)
      const table = tableOf(c.req.param('kind'), tables)
      const after = cursorOf(c.req.query('after'))
      const rows = await listMirrored(database, connection, { table, limit: PAGE + 1, after })
      const props = await connectionPage(c, parts, connection)
      const counts = await countMirrored(database, connection, tables)
      const kinds = counts.filter(({ kind, objects }) => objects > 0 || kind === table)
      const shown = rows.slice(0, PAGE)
      const here = routes.to('kind', connection.id, table)
      const older = rows.length > PAGE ? `${here}?after=${cursorAfter(shown.at(-1))}` : undefined
      const pager = { older, newer: after ? here : undefined }
      return renderPage(
        c,
        <DataPage
          {...props}
          kind={table}
          kinds={kinds}
          rows={shown}
          perPage={PAGE}
          pager={pager}
        />,
      )
    })
    .get(PATHS.object, async (c) => objectPage(c, parts, await connectionOf(c, parts)))
}

async function objectPage(c: Context<PeopleEnv>, parts: ConsoleParts, connection: Connection) {
  const { database, routes } = parts.people
  const tables = await mirrorTables(database)
  const table = tableOf(c.req.param('kind') ?? '', tables)
  const id = c.req.param('object') ?? ''
  const object = await findMirrored(database, connection, { table, id })
  if (!object) throw notFound()
  const events = await eventsOfObject(database, connection, { id, limit: EVENTS })
  const hrefOf = (other: string) => {
    const kind = tables.find((name) => name === kindOfId(other))
    return kind && other !== id ? routes.to('object', connection.id, kind, other) : undefined
  }
  const props = await connectionPage(c, parts, connection)
  return renderPage(
    c,
    <ObjectPage {...props} kind={table} object={object} events={events} hrefOf={hrefOf} />,
  )
}

function tableOf(name: string, tables: readonly MirrorTable[]): MirrorTable {
  const table = tables.find((known) => known === name)
  if (!table) throw notFound()
  return table
}

/** `1795521600.ch_9`: a row's own second and id, so that a page stays where it was as rows arrive. */
function cursorAfter(row: MirroredObject | undefined): string {
  return row ? encodeURIComponent(`${row.created ?? 0}.${row.id}`) : ''
}

function cursorOf(text: string | undefined): Cursor | undefined {
  const [, created, id] = /^(\d{1,12})\.(\w{1,255})$/.exec(text ?? '') ?? []
  return created && id ? { created: Number(created), id } : undefined
}
