/** How the tables of a migrated store differ from what they should be, and the migration that helps. */
import type { Queryable } from '../../extension/store/database.js'
import {
  SCHEMA,
  shownOf,
  type Column,
  type Index,
  type Table,
} from '../../extension/mirror/schema.js'

/** What is there: columns of tables and of views, and indexes. */
export interface Actual {
  columns: ReadonlyMap<string, readonly Pick<Column, 'name' | 'type'>[]>
  views: Actual['columns']
  indexes: ReadonlySet<string>
}

export async function readActual(db: Queryable): Promise<Actual> {
  const indexes = await db.query<{ name: string }>(
    `select indexname as name from pg_indexes where schemaname = 'stripe'`,
  )
  return {
    columns: await columnsIn(db, 'stripe'),
    views: await columnsIn(db, 'stripe_account'),
    indexes: new Set(indexes.map(({ name }) => name)),
  }
}

async function columnsIn(db: Queryable, schema: string): Promise<Actual['columns']> {
  const columns = await db.query<{ table: string; name: string; type: string }>(
    `select table_name as "table", column_name as name, data_type as type
       from information_schema.columns where table_schema = $1
      order by table_name, ordinal_position`,
    [schema],
  )
  return Map.groupBy(columns, ({ table }) => table)
}

/** In words, each a line: empty when the store is as it should be. */
export function driftOf(actual: Actual): string[] {
  const known = new Map<string, Table>(SCHEMA.map((table) => [table.name, table]))
  const strange = [...actual.columns].flatMap(([name, columns]) => {
    const table = known.get(name)
    if (!table) return [`stripe.${name} belongs to no kind`]
    return columns
      .filter((column) => !table.columns.some((one) => isSame(one, column)))
      .map((column) => `stripe.${name}.${column.name} (${column.type}) should not be there`)
  })
  const missing = SCHEMA.flatMap((table) => missingFrom(table, actual)).map(nameOf)
  return [...strange, ...missing.map((name) => `${name} is missing`)]
}

type Piece =
  | { kind: 'table'; table: Table }
  | { kind: 'column'; table: Table; column: Column }
  | { kind: 'index'; table: Table; index: Index }
  | { kind: 'view'; table: Table }

function missingFrom(table: Table, { columns, indexes, views }: Actual): Piece[] {
  const known = columns.get(table.name)
  const lacking = table.columns.filter((column) => !known?.some((one) => isSame(column, one)))
  const pieces: Piece[] = known
    ? lacking.map((column) => ({ kind: 'column', table, column }))
    : [{ kind: 'table', table }]
  const unindexed = table.indexes.filter(({ name }) => !indexes.has(name))
  const seen = views.get(table.name) ?? []
  const isWhole = shownOf(table).every((column) => seen.some((one) => isSame(column, one)))
  return [
    ...pieces,
    ...unindexed.map((index) => ({ kind: 'index' as const, table, index })),
    ...(isWhole ? [] : [{ kind: 'view' as const, table }]),
  ]
}

function isSame(a: Pick<Column, 'name' | 'type'>, b: Pick<Column, 'name' | 'type'>): boolean {
  return a.name === b.name && a.type === b.type
}

function nameOf(piece: Piece): string {
  if (piece.kind === 'table') return `stripe.${piece.table.name}`
  if (piece.kind === 'view') return `stripe_account.${piece.table.name} or a column of it`
  if (piece.kind === 'index') return `the index ${piece.index.name}`
  return `stripe.${piece.table.name}.${piece.column.name}`
}

/** What adds all that is missing; undefined when nothing is. It never takes anything away. */
export function migrationFor(actual: Actual): string | undefined {
  const pieces = SCHEMA.flatMap((table) => missingFrom(table, actual))
  if (pieces.length === 0) return undefined
  const head = '-- Written by `npm run mirror` from the table of kinds and the catalogue.\n'
  const tables = pieces.flatMap((piece) => (piece.kind === 'table' ? [tableSql(piece.table)] : []))
  const indexes = pieces.flatMap((piece) => (piece.kind === 'index' ? [piece] : []))
  const views = pieces.flatMap((piece) => (piece.kind === 'view' ? [viewSql(piece.table)] : []))
  return [head, ...tables, ...columnsSql(pieces), ...indexes.map(indexSql), ...views].join('\n')
}

function tableSql({ name, columns }: Table): string {
  const lines = [
    ...columns.map((column) => `  ${columnSql(column)},`),
    '  primary key (account, livemode, id)',
  ]
  return `create table stripe.${name} (\n${lines.join('\n')}\n);\n`
}

function columnSql({ name, type, rest }: Column): string {
  return [name, type, rest].filter((part) => part !== '').join(' ')
}

/** One statement a table: adding a computed column writes the whole table anew. */
function columnsSql(pieces: readonly Piece[]): string[] {
  const added = pieces.flatMap((piece) => (piece.kind === 'column' ? [piece] : []))
  const byTable = Map.groupBy(added, ({ table }) => table)
  return [...byTable].map(([table, columns]) => {
    const lines = columns.map(({ column }) => `  add column ${columnSql(column)}`)
    return `alter table stripe.${table.name}\n${lines.join(',\n')};\n`
  })
}

/** New columns come last, which is all that `create or replace view` allows. */
function viewSql(table: Table): string {
  const names = shownOf(table).map(({ name }) => name)
  return `create or replace view stripe_account.${table.name} with (security_barrier) as
  select ${names.join(', ')}
    from stripe.${table.name}
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;`
}

function indexSql({ table, index }: { table: Table; index: Index }): string {
  const { name, on, where, serves } = index
  const rows = where === undefined ? '' : ` where ${where}`
  return `-- ${serves}\ncreate index ${name} on stripe.${table.name} (${on})${rows};`
}
