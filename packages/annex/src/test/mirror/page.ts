/** `docs/mirror.md`: every table of the schema `stripe`, from the same tables the code goes by. */
import { eventTypes, kindsOfEvent } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import { MIRRORED, type MirroredKind, type News } from '../../extension/mirror/kinds.js'
import { SCHEMA, type Table } from '../../extension/mirror/schema.js'

export function mirrorPage(): string {
  const usual = MIRRORED.filter(({ byDefault }) => byDefault)
  const others = MIRRORED.filter(({ byDefault }) => !byDefault)
  return `${[
    INTRODUCTION,
    '## How they belong together',
    'Mirrored by default. A line is a column with the other object’s id; `parent` is the object whose list holds the row.',
    diagramOf(usual.flatMap(tablesOf)),
    '## Mirrored by default',
    ...usual.map(sectionOf),
    '## Mirrored when they are named in `MIRROR_KINDS`',
    ...others.map(sectionOf),
  ].join('\n\n')}\n`
}

const INTRODUCTION = `# The mirror's tables

<!-- Written by \`npm run mirror\`; a test compares it with the code. -->

Connected accounts are kept in the schema \`stripe\`, a table a kind. [The extension runtime](extension.md) says how they are filled,
how to choose kinds, and how to read one account's rows alone.

Every table has these columns; its key is \`(account, livemode, id)\`.

| column | type | |
| --- | --- | --- |
| \`account\` | text | whose object it is: \`acct_…\` |
| \`livemode\` | boolean | |
| \`id\` | text | Stripe's id |
| \`created\` | bigint | Unix seconds; for what is inside a list and has none of its own, its parent's; else empty |
| \`deleted\` | boolean | it is gone at Stripe; the row stays, so that nothing revives it (but a new object of the same id, where developers choose ids) |
| \`body\` | jsonb | the object as Stripe shows it, in the API version of the installed package; of a deleted one, what was left |
| \`parent\` | text | only where a table holds what is in a list inside others: whose list |
| \`generation\`, \`since\`, \`sec\`, \`obs\` | | the mirror's own, for order; \`sec\` is the platform's second the row was last seen in |

The columns listed below are computed from \`body\` and can't differ from it. A value of another type than expected leaves its column
empty rather than the row out. Money is in the currency's smallest unit, times are Unix seconds.

Read \`body\` for the rest: \`body -> 'metadata' ->> 'order'\`.`

function tablesOf({ table, children }: MirroredKind): Table[] {
  const names = [table, ...children.map((child) => child.table)]
  return names.flatMap((name) => SCHEMA.find((one) => one.name === name) ?? [])
}

function diagramOf(tables: readonly Table[]): string {
  const lines = tables.flatMap((table) => [
    ...parentsOf(table).map((parent) => `  ${parent} ||--o{ ${table.name} : parent`),
    ...table.typed.flatMap(({ name, refersTo }) => {
      const other = tables.find(({ kind }) => kind === refersTo)
      return other ? [`  ${other.name} |o--o{ ${table.name} : ${name}`] : []
    }),
  ])
  return ['```mermaid', 'erDiagram', ...lines, '```'].join('\n')
}

function parentsOf({ name }: Table): string[] {
  return MIRRORED.filter(({ children }) => children.some((child) => child.table === name)).map(
    ({ table }) => table,
  )
}

function sectionOf(mirrored: MirroredKind): string {
  const [own, ...inside] = tablesOf(mirrored)
  const parts = own ? [partOf(own, sourceOf(mirrored))] : []
  for (const [n, { field, parentField }] of mirrored.children.entries()) {
    const named = parentField === undefined ? '' : `, which is also its \`${parentField}\``
    const words = `What \`${mirrored.table}.${field}\` lists, to its end; \`parent\` is the id of the object${named}. A row goes when it is listed no more.`
    const table = inside[n]
    if (table) parts.push(partOf(table, words))
  }
  return parts.join('\n\n')
}

function partOf({ name, kind, typed }: Table, words: string): string {
  const rows = typed.map(({ name: column, type, path, refersTo }) => {
    const inside = path.length > 1 ? `\`${path.join('.')}\`` : ''
    const to = SCHEMA.find((one) => one.kind === refersTo)
    return `| \`${column}\` | ${type} | ${[inside, to && `id in \`${to.name}\``].filter(Boolean).join(', ')} |`
  })
  const columns = rows.length > 0 ? ['', '| column | type | |', '| --- | --- | --- |', ...rows] : []
  return [`### ${name}`, '', `\`${kind}\`. ${words}`, ...columns].join('\n')
}

function sourceOf({ kind, list, query, owner, news }: MirroredKind): string {
  return [
    list === null ? 'Read with `GET /v1/account`.' : listWords(list, query, owner?.path('{id}')),
    eventWords(kind),
    newsWords(news),
  ]
    .filter((words) => words !== '')
    .join(' ')
}

function listWords(list: string, query: Readonly<Record<string, string>>, below?: string): string {
  if (below !== undefined)
    return `Listed for each customer, with \`GET ${decodeURIComponent(below)}\`.`
  const search = new URLSearchParams(query).toString()
  return `Listed with \`GET ${list}${search === '' ? '' : `?${search}`}\`.`
}

function eventWords(kind: Kind): string {
  const types = eventTypes().filter((type) => kindsOfEvent(type).includes(kind) && !isAside(type))
  if (types.length === 0) return 'No event tells of it.'
  return `Kept by ${types.map((type) => `\`${type}\``).join(', ')}.`
}

/** They may carry an account or an invoice, but not one that is kept. */
function isAside(type: string): boolean {
  return type === 'invoice.upcoming' || type.startsWith('customer.source.')
}

function newsWords(news: News): string {
  if (news === 'window')
    return 'Not everything is announced: what was made lately is listed again every ten minutes.'
  if (news === 'daily') return 'The whole list is read again once a day.'
  return ''
}
