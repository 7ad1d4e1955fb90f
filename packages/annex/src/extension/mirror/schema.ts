/** The schemas `stripe` and `stripe_account` as they should be: what the migrations must have made. */
import type { Kind } from '../../catalogue/kinds.js'
import { columnsOf, expressionOf, type TypedColumn } from './columns.js'
import { CHILDREN, MIRRORED, type KnownTable } from './kinds.js'

export interface Column {
  name: string
  /** As `information_schema` calls it. */
  type: string
  /** What follows the type when the column is made. */
  rest: string
}

export interface Index {
  name: string
  on: string
  /** Only rows of which this is so. */
  where?: string
  /** The question it serves. */
  serves: string
}

export interface Table {
  name: KnownTable
  kind: Kind
  /** Those of `columns` that are computed from the body. */
  typed: readonly TypedColumn[]
  columns: readonly Column[]
  indexes: readonly Index[]
}

const KEY: readonly Column[] = [
  { name: 'account', type: 'text', rest: 'not null' },
  { name: 'livemode', type: 'boolean', rest: 'not null' },
  { name: 'id', type: 'text', rest: 'not null' },
]

const REST: readonly Column[] = [
  { name: 'generation', type: 'integer', rest: 'not null' },
  { name: 'created', type: 'bigint', rest: '' },
  { name: 'deleted', type: 'boolean', rest: 'not null default false' },
  { name: 'since', type: 'bigint', rest: 'not null default 0' },
  { name: 'sec', type: 'bigint', rest: 'not null' },
  { name: 'obs', type: 'bigint', rest: 'not null' },
  { name: 'body', type: 'jsonb', rest: 'not null' },
]

const PARENT: Column = { name: 'parent', type: 'text', rest: 'not null' }

/** What everybody joins on: the kinds that are mirrored anyway. */
const REFERRED = new Set<string>(MIRRORED.filter((one) => one.byDefault).map(({ kind }) => kind))

/** What is looked for among very many; an index costs every write, so there are few. */
const SEARCHED: readonly { table: KnownTable; column: string; serves: string }[] = [
  { table: 'subscriptions', column: 'customer', serves: 'What does a customer subscribe to?' },
  { table: 'invoices', column: 'customer', serves: 'What was a customer billed?' },
  { table: 'charges', column: 'customer', serves: 'What did a customer pay?' },
  { table: 'invoices', column: 'subscription', serves: 'What was billed for a subscription?' },
]

/** In the order of the table of kinds, then what their lists hold. */
export const SCHEMA: readonly Table[] = [
  ...MIRRORED.map((one) =>
    tableOf(one, one.parents, {
      keys: KEY,
      indexes: [
        newest(one.table),
        ...(one.goesWith === 'customer' ? [ofCustomers(one.table)] : []),
      ],
    }),
  ),
  ...CHILDREN.map((one) =>
    tableOf(one, {}, { keys: [...KEY, PARENT], indexes: [ofParent(one.table)] }),
  ),
]

function tableOf(
  { kind, table }: { kind: Kind; table: KnownTable },
  named: Readonly<Record<string, Kind>>,
  { keys, indexes }: { keys: readonly Column[]; indexes: readonly Index[] },
): Table {
  const typed = columnsOf({ kind, table }, { kinds: REFERRED, named })
  const computed = typed.map((column) => ({
    ...{ name: column.name, type: column.type },
    rest: `generated always as (${expressionOf(column)}) stored`,
  }))
  const searched = SEARCHED.flatMap((one) => (one.table === table ? [ofColumn(one)] : []))
  return {
    ...{ name: table, kind, typed, columns: [...keys, ...REST, ...computed] },
    indexes: [...indexes, ...searched],
  }
}

function ofColumn({ table, column, serves }: (typeof SEARCHED)[number]): Index {
  return { name: `${table}_by_${column}`, on: `account, livemode, ${column}`, serves }
}

/** What a view of one account shows of a table: all but what is the mirror's own. */
export function shownOf({ columns }: Table): Column[] {
  const own = new Set(['generation', 'deleted', 'since', 'sec', 'obs'])
  return columns.filter(({ name }) => !own.has(name))
}

function newest(table: KnownTable): Index {
  return {
    ...{ name: `${table}_newest`, on: 'account, livemode, created desc' },
    serves: 'Pages and charts ask for the newest first.',
  }
}

function ofCustomers(table: KnownTable): Index {
  return {
    ...{ name: `${table}_of_customers`, on: "account, livemode, (body->>'customer')" },
    ...{ where: 'not deleted', serves: 'When a customer is deleted: which of these went with it?' },
  }
}

function ofParent(table: KnownTable): Index {
  return {
    ...{ name: `${table}_of_parent`, on: 'account, livemode, parent' },
    serves: 'What does one object hold, and what of it is left?',
  }
}
