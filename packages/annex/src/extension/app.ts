/** The extension's handler: its rooms mounted under one path. */
import { Hono } from 'hono'
import type { Log } from '../core/log.js'
import { assetRoutes } from '../web/assets.js'
import { pageHeaders } from '../web/headers.js'
import { answerErrors, answerNotFound } from './app/errors.js'
import { healthRoutes } from './app/health.js'
import { answerInTime } from './app/in-time.js'
import { metricsRoutes, type MetricsDoor } from './app/metrics-routes.js'
import { logRequests, type RequestEnv } from './app/request-log.js'
import { connectRoutes } from './connect/handlers.js'
import type { ConnectParts } from './connect/parts.js'
import { consoleRoutes } from './console/handlers.js'
import type { ConsoleParts } from './console/parts.js'
import { setupRoutes } from './people/handlers/setup.js'
import { signInRoutes } from './people/handlers/sign-in.js'
import type { Setup } from './people/setup.js'
import type { PeopleTools } from './people/tools.js'
import { knowVisitor, type PeopleEnv } from './people/visitor.js'
import { PATHS, pathBelow } from './routes.js'

/** Something that answers requests. */
export interface Handler {
  fetch(request: Request): Response | Promise<Response>
}

export interface AppParts {
  connect: ConnectParts
  people: PeopleTools
  setup: Setup | undefined
  log: Log
  console?: ConsoleParts
  metrics?: MetricsDoor
  /** Answers a webhook. */
  receive?: (request: Request) => Promise<Response>
}

export function createApp(parts: AppParts): Handler {
  const { connect, people, setup, log } = parts
  const { routes, database, outside } = people
  const getPath = (request: Request) => pathBelow(routes.base, new URL(request.url).pathname)

  const pages = new Hono<PeopleEnv>()
    .use(pageHeaders(outside.random))
    .use(answerInTime(database, outside.timers))
    .use(knowVisitor(people))
  if (people.access.kind === 'password') pages.route('/', signInRoutes(people))
  if (setup) pages.route('/', setupRoutes(setup, people))
  pages.route('/', connectRoutes(connect, people))
  if (parts.console) pages.route('/', consoleRoutes(parts.console))

  const app = new Hono<RequestEnv>({ getPath })
    .use(logRequests(log, outside))
    .use((c, next) => {
      c.set('mount', routes.base)
      return next()
    })
    .route('/', healthRoutes(database, outside))
    .route('/', assetRoutes())
  const { receive, metrics } = parts
  if (metrics) app.route('/', metricsRoutes(metrics))
  if (receive) app.post(PATHS.webhooks, (c) => receive(c.req.raw))
  return app.route('/', pages).onError(answerErrors(log, people)).notFound(answerNotFound(people))
}
