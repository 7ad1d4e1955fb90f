/** The documentation's page of status machines, drawn from the tables the engine obeys. */
import { operations } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import { targetsOf, type Lifecycle, type Move, type News } from '../../platform/engine/lifecycle.js'
import type { Served } from '../../platform/engine/offered.js'

type Table = Pick<Lifecycle<never>, 'verbs' | 'entering'>

export function lifecyclesPage({ behaviours }: Pick<Served, 'behaviours'>): string {
  const sections = [...behaviours]
    .flatMap(([kind, { lifecycle }]) => (lifecycle?.verbs ? [{ kind, table: lifecycle }] : []))
    .toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
    .flatMap(({ kind, table }) => section(kind, table))
  return `${[...OPENING, ...sections].join('\n')}\n`
}

const OPENING = [
  '# Lifecycles',
  '',
  '<!-- Written by `npm run coverage`; a test compares it with the tables. -->',
  '',
  'Each diagram is drawn from the `lifecycle.ts` of its kind, the same table that decides whether a',
  'verb may run and which event a new status announces.',
]

function section(kind: Kind, table: Table): string[] {
  const verbs = Object.entries(table.verbs ?? {})
  const parts = [diagram(verbs), staying(verbs), unasked(kind, verbs), news(table)]
  return [
    '',
    `## \`${kind}\``,
    ...parts.flatMap((part) => (part.length === 0 ? [] : ['', ...part])),
  ]
}

function diagram(verbs: readonly [string, Move][]): string[] {
  const arrows = new Map<string, string[]>()
  for (const [verb, move] of verbs) {
    const moves = move.from.flatMap((start) =>
      targetsOf(move, start).map((end) => [start, end] as const),
    )
    for (const [start, end] of moves) {
      if (start === end) continue
      const arrow = `${start} --> ${end}`
      arrows.set(arrow, [...(arrows.get(arrow) ?? []), verb])
    }
  }
  const lines = [...arrows].map(([arrow, names]) => `  ${arrow}: ${names.join(', ')}`)
  return lines.length === 0 ? [] : ['```mermaid', 'stateDiagram-v2', ...lines, '```']
}

/** Verbs that need a status and change none. */
function staying(verbs: readonly [string, Move][]): string[] {
  const words = verbs
    .filter(([, { to }]) => to === undefined)
    .map(([verb, { from }]) => `\`${verb}\` in ${from.map((status) => `\`${status}\``).join(', ')}`)
  return words.length === 0 ? [] : [`Without a change of status: ${words.join('; ')}.`]
}

/** What no request asks for: time passes, a bank answers, an invoice is paid. */
function unasked(kind: Kind, verbs: readonly [string, Move][]): string[] {
  const asked = new Set(
    operations()
      .filter(({ kinds }) => kinds.includes(kind))
      .map(({ method, path }) => askedBy(method, path.split('/').at(-1) ?? '')),
  )
  const own = verbs.filter(([verb]) => !asked.has(verb)).map(([verb]) => `\`${verb}\``)
  return own.length === 0 ? [] : [`By itself: ${own.join(', ')}.`]
}

/** A DELETE cancels, a POST to the object itself updates it; other paths end with their verb. */
function askedBy(method: string, last: string): string {
  if (method === 'DELETE') return 'cancel'
  return method === 'POST' && last.endsWith('}') ? 'update' : last
}

function news({ entering = {} }: Table): string[] {
  const rows = Object.entries(entering).map(
    ([status, announced]) => `| \`${status}\` | ${listed(announced)} |`,
  )
  return rows.length === 0 ? [] : ['| Entering | announces |', '| --- | --- |', ...rows]
}

function listed(announced: News): string {
  const names = typeof announced === 'string' ? [announced] : announced
  return names.map((name) => `\`${name}\``).join(', ')
}
