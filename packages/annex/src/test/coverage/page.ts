/** The documentation's page on which operations are carried out, written from what the engine asks itself. */
import { kinds, operations, type Operation } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import { plain } from '../../platform/objects/plain/plain.js'
import type { Behaviour } from '../../platform/engine/behaviour.js'
import { isSingleton, whyNot, type Served } from '../../platform/engine/offered.js'

type Doing = 'does' | 'kept' | 'read'

export function coveragePage(served: Served): string {
  const all = operations()
  const refused = all.flatMap((operation) => {
    const reason = whyNot(served, operation)
    return reason === undefined ? [] : [{ operation, reason }]
  })
  const groups = Map.groupBy(answeredKinds(), (kind) => doingOf(served, kind))
  const page = [
    ...opening(all.length, refused.length),
    ...section('Kinds that do something', DOES, lines(served, groups.get('does'))),
    ...section('Kinds that are kept and returned', KEPT, lines(served, groups.get('kept'))),
    ...section('Kinds that no request makes', READ, lines(served, groups.get('read'))),
    ...section('Operations that are refused', REFUSED, refusals(refused)),
  ]
  return `${page.join('\n')}\n`
}

function opening(all: number, refused: number): string[] {
  return [
    '# What the API carries out',
    '',
    '<!-- Written by `npm run coverage`; a test compares it with what the engine says. -->',
    '',
    `The official \`stripe\` package can send ${all} operations of \`/v1\`. All are routed, their parameters`,
    `checked and their refusals worded like Stripe's. ${all - refused} are carried out, ${refused} answer 400 and say why not.`,
    'Of `/v2` meter events are answered (one, a stream, adjustments) and `GET /v2/core/events`, which tells of invalid ones; anything else is a 404 that says so.',
    '',
    '**Taxes are not computed by themselves.** `automatic_tax[enabled]=true` is taken and has no effect: invoices, subscriptions,',
    'schedules and quotes answer `enabled: false`; a Checkout session shows what was asked for and charges no tax, whatever',
    'registrations there are. Name `tax_rates`, or ask `POST /v1/tax/calculations`, which does compute from registrations and addresses.',
  ]
}

const DOES = 'They have verbs, a status, or something that follows from a change.'
const KEPT =
  'Created, changed, listed, expanded and deleted like every kind, with events where Stripe has them. Nothing ' +
  'else happens: no status changes by itself, and verbs are refused.'
const READ =
  'They can be listed and retrieved. Where another object brings them about they are there (a charge has a ' +
  'balance transaction); where nobody does, lists are empty and ids unknown.'
const REFUSED =
  'Each answers `This platform knows …, but does not carry it out: …` with the reason given here.'

function section(title: string, words: string, body: readonly string[]): string[] {
  return ['', `## ${title}`, '', words, '', ...body]
}

function lines(served: Served, some: readonly Kind[] = []): string[] {
  return ['| Kind | Carried out |', '| --- | --- |', ...some.map((kind) => line(served, kind))]
}

function line(served: Served, kind: Kind): string {
  const words = operationsOf(kind)
    .filter((one) => whyNot(served, one) === undefined)
    .map(wordFor)
  return `| \`${kind}\` | ${[...new Set(words)].join(', ') || 'nothing'} |`
}

/** `create`, or the verb itself. */
function wordFor({ action, path }: Operation): string {
  return action === 'verb' ? (path.split('/').at(-1) ?? action) : action
}

function refusals(refused: readonly { operation: Operation; reason: string }[]): string[] {
  const byReason = Map.groupBy(refused, ({ reason }) => reason)
  return [...byReason]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([reason, some]) => [
      `- ${reason}`,
      ...some.map(({ operation }) => `  - \`${operation.method} ${operation.path}\``),
    ])
}

/** Those that some operation answers with; others only stand inside answers. */
function answeredKinds(): readonly Kind[] {
  return kinds().filter((kind) => operationsOf(kind).length > 0)
}

function operationsOf(kind: Kind): readonly Operation[] {
  return operations().filter((one) => one.kinds.includes(kind))
}

function doingOf(served: Served, kind: Kind): Doing {
  const behaviour = served.behaviours.get(kind)
  if (kind === 'event' || (behaviour !== undefined && doesSomething(behaviour))) return 'does'
  const isMade = operationsOf(kind).some(
    (one) => whyNot(served, one) === undefined && (one.action === 'create' || isSingleton(one)),
  )
  return isMade ? 'kept' : 'read'
}

/** What every plain kind may have too. */
const PLAIN = new Set(['kind', 'blanks', 'notCarriedOut', 'filters'])

function doesSomething(behaviour: Behaviour): boolean {
  return !plain.includes(behaviour) && Object.keys(behaviour).some((name) => !PLAIN.has(name))
}
