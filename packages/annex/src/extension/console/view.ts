/** Gathers what a page shows at one moment. */
import type { Context } from 'hono'
import { formatMoney } from '../../core/money.js'
import { drawBars } from '../../web/charts/bars.js'
import { takeFlash } from '../../web/flash.js'
import { dayOf } from '../../web/time-words.js'
import type { BillingRoom } from '../billing/billing.js'
import { tenantOf } from '../people/access.js'
import { personOf, type PeopleEnv } from '../people/visitor.js'
import { latestPayments } from '../reports/latest-payments.js'
import { volumeByDay, type Volume } from '../reports/volume.js'
import { listAuditLines } from '../store/audit.js'
import { listConnections, type Connection } from '../store/connections.js'
import type { Charging, ConnectionPageProps } from './pages/connection-frame.js'
import type { StatusView } from './pages/connection-status.js'
import type { ConnectionRow, ConnectionsPageProps } from './pages/connections.js'
import { frameOf, nameOf, type ConsolePage } from './pages/frame.js'
import type { Goodbye } from './pages/goodbyes.js'
import type { ConsoleParts } from './parts.js'
import { stateWords } from './state-words.js'

const DAYS = 30
const LATEST = 10
const GOODBYES = 5

export async function connectionsView(
  c: Context<PeopleEnv>,
  parts: ConsoleParts,
): Promise<ConnectionsPageProps> {
  const { people } = parts
  const connections = await listConnections(people.database, tenantOf(personOf(c)))
  const living = connections.filter(({ state }) => state !== 'purging')
  return {
    frame: frame(c, parts, living, { page: 'home' }),
    rows: await Promise.all(living.map((connection) => rowOf(connection, parts))),
    goodbyes: await goodbyes(parts),
    connect: {
      href: people.routes.to('connect'),
      snippet: `<a href="${people.routes.absolute('connect')}">Connect with Stripe</a>`,
    },
    embedded: people.database.kind === 'embedded',
    live: people.routes.to('homeLive'),
    now: people.outside.clock.now(),
  }
}

async function rowOf(
  connection: Connection,
  { sync, people }: ConsoleParts,
): Promise<ConnectionRow> {
  const progress = await sync.progressOf(connection)
  const syncing = connection.state === 'active' && stateWords(progress) !== 'Up to date'
  return {
    id: connection.id,
    name: nameOf(connection),
    account: connection.account,
    livemode: connection.livemode,
    scope: connection.scope,
    state: syncing ? 'syncing' : connection.state,
    reason: connection.state_reason,
    objects: progress.reduce((sum, kind) => sum + kind.objects, 0),
    connectedAt: connection.connected_at,
    lastEventAt: connection.last_event_at,
    href: people.routes.to('connection', connection.id),
  }
}

const REASONS: Record<string, string> = {
  disconnected_here: 'disconnected here',
  disconnected_at_stripe: 'disconnected at Stripe',
  access_lost: 'disconnected after Stripe had refused us for a day',
}

async function goodbyes({ people }: ConsoleParts): Promise<Goodbye[]> {
  const lines = await listAuditLines(people.database, GOODBYES)
  return lines.map(({ account_hash, at, details }) => ({
    fingerprint: account_hash.slice(0, 8),
    at,
    reason: REASONS[String(details.reason)] ?? 'disconnected',
    removed: typeof details.removed === 'number' ? details.removed : null,
  }))
}

/** What all pages about one connection take. */
export async function connectionPage(
  c: Context<PeopleEnv>,
  parts: ConsoleParts,
  connection: Connection,
): Promise<ConnectionPageProps> {
  const { people } = parts
  const connections = await listConnections(people.database, tenantOf(personOf(c)))
  const living = connections.filter(({ state }) => state !== 'purging')
  return {
    frame: frame(c, parts, living, { current: connection.id }),
    routes: people.routes,
    charging: parts.billing?.sells ? await chargingOf(connection, parts.billing) : undefined,
    earnsFees: parts.billing?.earnsFees ?? false,
    connection,
    formToken: c.var.visitor.formToken,
    now: people.outside.clock.now(),
  }
}

export async function statusView(connection: Connection, parts: ConsoleParts): Promise<StatusView> {
  const { people, sync } = parts
  const { database, routes, outside } = people
  const range = { now: outside.clock.now(), length: DAYS }
  const volume = await volumeByDay(database, connection, range)
  return {
    progress: await sync.progressOf(connection),
    check: await sync.lastCheck(connection),
    payments: await latestPayments(database, connection, LATEST),
    volume,
    drawing: volume ? await draw(volume) : '',
    hrefOf: {
      kind: (kind) => routes.to('kind', connection.id, kind),
      charge: (id) => routes.to('object', connection.id, 'charges', id),
      volumeCsv: routes.to('volumeCsv', connection.id),
    },
  }
}

export function readVolume(connection: Connection, { people }: ConsoleParts) {
  const range = { now: people.outside.clock.now(), length: DAYS }
  return volumeByDay(people.database, connection, range)
}

function draw({ days, currency }: Volume): Promise<string> {
  return drawBars({
    title: `Gross volume by day, last ${DAYS} days`,
    labels: days.map(({ day }) => dayOf(Date.parse(day) / 1000).replace(/, \d+$/, '')),
    values: days.map(({ gross }) => gross),
    format: (value) => formatMoney(value, currency).replace(/\.00$/, ''),
  })
}

async function chargingOf(connection: Connection, billing: BillingRoom): Promise<Charging> {
  const status = await billing.status(connection)
  return { status, onDisconnect: billing.settings.onDisconnect }
}

/** The frame of a page about no connection in particular. */
export async function pageFrame(c: Context<PeopleEnv>, parts: ConsoleParts, page: ConsolePage) {
  const { database } = parts.people
  const connections = await listConnections(database, tenantOf(personOf(c)))
  const living = connections.filter(({ state }) => state !== 'purging')
  return frame(c, parts, living, { page })
}

/** What is earned is the operator's alone to see, not a host app's people's. */
export function earnsHere({ access }: ConsoleParts['people'], billing?: BillingRoom): boolean {
  return access.kind !== 'host' && (billing?.earnsFees ?? false)
}

function frame(
  c: Context<PeopleEnv>,
  { people, billing }: ConsoleParts,
  connections: readonly Connection[],
  where: { page?: ConsolePage; current?: string },
) {
  const { person, formToken } = c.var.visitor
  const email = people.access.kind === 'password' ? person?.name : undefined
  return frameOf({
    ...{ brand: people.brand, routes: people.routes, connections, ...where },
    ...{ sells: billing?.sells ?? false, earns: earnsHere(people, billing) },
    person: email ? { email, formToken } : undefined,
    flash: takeFlash(c),
  })
}
