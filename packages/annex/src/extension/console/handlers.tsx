/** The console's addresses: which page answers which, and what its buttons do. */
import { Hono, type Context } from 'hono'
import { leaveFlash } from '../../web/flash.js'
import { renderPage } from '../../web/render.js'
import { requireForm, requirePerson, type PeopleEnv } from '../people/visitor.js'
import { PATHS } from '../routes.js'
import type { Connection } from '../store/connections.js'
import { listTimeline } from '../store/timeline.js'
import { moneyRoutes } from './billing.js'
import { connectionOf } from './connection-of.js'
import { csv } from './csv.js'
import { dataRoutes } from './data.js'
import { livePage } from './live.js'
import { ConnectionName } from './pages/connection-frame.js'
import { ConnectionList, ConnectionsPage } from './pages/connections.js'
import { LatestPayments, StatusPage, StatusTiles, VolumeChart } from './pages/connection-status.js'
import { HistoryCard } from './pages/history-card.js'
import { PlanCard } from './pages/plan-card.js'
import { FailedJobs } from './pages/failed-jobs.js'
import { Goodbyes } from './pages/goodbyes.js'
import { SettingsPage } from './pages/connection-settings.js'
import { TimelinePage } from './pages/connection-timeline.js'
import type { ConsoleParts } from './parts.js'
import { connectionPage, connectionsView, readVolume, statusView } from './view.js'

const TIMELINE = 100

export function consoleRoutes(parts: ConsoleParts): Hono<PeopleEnv> {
  return new Hono<PeopleEnv>()
    .use(requirePerson(parts.people))
    .route('/', pageRoutes(parts))
    .route('/', dataRoutes(parts))
    .route('/', moneyRoutes(parts))
    .route('/', liveRoutes(parts))
    .route('/', actionRoutes(parts))
}

function pageRoutes(parts: ConsoleParts): Hono<PeopleEnv> {
  const { routes, database } = parts.people
  return new Hono<PeopleEnv>()
    .get(PATHS.home, async (c) =>
      renderPage(c, <ConnectionsPage {...await connectionsView(c, parts)} />),
    )
    .get(PATHS.connection, async (c) => {
      const connection = await connectionOf(c, parts)
      const props = await connectionPage(c, parts, connection)
      const view = await statusView(connection, parts)
      const live = routes.to('connectionLive', connection.id)
      const failed = await parts.failedJobs.list(connection)
      return renderPage(c, <StatusPage {...props} {...{ view, live, failed }} />)
    })
    .get(PATHS.timeline, async (c) => {
      const connection = await connectionOf(c, parts)
      const rows = await listTimeline(database, connection, TIMELINE)
      return renderPage(
        c,
        <TimelinePage {...await connectionPage(c, parts, connection)} rows={rows} />,
      )
    })
    .get(PATHS.settings, async (c) => {
      const connection = await connectionOf(c, parts)
      return renderPage(c, <SettingsPage {...await connectionPage(c, parts, connection)} />)
    })
    .get(PATHS.volumeCsv, async (c) => {
      const volume = await readVolume(await connectionOf(c, parts), parts)
      const rows = volume?.days.map((day) => [
        day.day,
        volume.currency,
        day.gross,
        day.refunded,
        day.payments,
      ])
      const text = csv([['day', 'currency', 'gross', 'refunded', 'payments'], ...(rows ?? [])])
      return c.body(text, 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="volume.csv"',
      })
    })
}

function liveRoutes(parts: ConsoleParts): Hono<PeopleEnv> {
  const { timers } = parts.people.outside
  return new Hono<PeopleEnv>()
    .get(PATHS.homeLive, (c) =>
      livePage({
        ...{ timers, closing: parts.closing, gone: c.req.raw.signal },
        follow: (heard) => parts.followConnections(heard),
        render: async () => {
          const view = await connectionsView(c, parts)
          return [
            { id: 'connections', element: <ConnectionList {...view} /> },
            { id: 'goodbyes', element: <Goodbyes goodbyes={view.goodbyes} now={view.now} /> },
          ]
        },
      }),
    )
    .get(PATHS.connectionLive, async (c) => {
      const connection = await connectionOf(c, parts)
      return livePage({
        ...{ timers, closing: parts.closing, gone: c.req.raw.signal },
        follow: (heard) => parts.sync.follow(connection, heard),
        render: () => statusParts(c, parts),
      })
    })
}

async function statusParts(c: Context<PeopleEnv>, parts: ConsoleParts) {
  const connection = await connectionOf(c, parts)
  const view = await statusView(connection, parts)
  const { people, billing } = parts
  const now = people.outside.clock.now()
  const plan = billing?.sells && {
    ...{ billing: await billing.status(connection), connection, routes: people.routes },
    formToken: c.var.visitor.formToken,
  }
  return [
    ...(plan ? [{ id: 'plan', element: <PlanCard {...plan} /> }] : []),
    { id: 'connection-name', element: <ConnectionName connection={connection} /> },
    { id: 'failed-work', element: <FailedJobs {...await failedView(c, parts, connection)} /> },
    { id: 'tiles', element: <StatusTiles view={view} connection={connection} now={now} /> },
    { id: 'progress', element: <HistoryCard view={view} now={now} /> },
    { id: 'volume', element: <VolumeChart view={view} /> },
    { id: 'latest-payments', element: <LatestPayments view={view} now={now} /> },
  ]
}

async function failedView(c: Context<PeopleEnv>, parts: ConsoleParts, connection: Connection) {
  return {
    ...{ connection, routes: parts.people.routes, formToken: c.var.visitor.formToken },
    failed: await parts.failedJobs.list(connection),
    now: parts.people.outside.clock.now(),
  }
}

function actionRoutes(parts: ConsoleParts): Hono<PeopleEnv> {
  const { routes } = parts.people
  return new Hono<PeopleEnv>()
    .post(PATHS.sync, requireForm(), async (c) => {
      const connection = await connectionOf(c, parts)
      await parts.sync.syncNow(connection)
      leaveFlash(c, { tone: 'info', text: 'Reading the newest changes now.' })
      return c.redirect(routes.to('connection', connection.id), 303)
    })
    .post(PATHS.replay, requireForm(), async (c) => {
      const connection = await connectionOf(c, parts)
      await parts.failedJobs.replayOf(connection)
      leaveFlash(c, { tone: 'info', text: 'What failed is being tried again.' })
      return c.redirect(routes.to('connection', connection.id), 303)
    })
    .post(PATHS.disconnect, requireForm(), async (c) => {
      await parts.disconnect(await connectionOf(c, parts))
      const text = 'Disconnected. Its credentials are gone; its rows are being removed.'
      leaveFlash(c, { tone: 'success', text })
      return c.redirect(routes.to('home'), 303)
    })
}
