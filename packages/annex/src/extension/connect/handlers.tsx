/** `GET /connect` and `GET /connect/callback`: leaving for Stripe, and coming back. */
import { Hono, type Context } from 'hono'
import { renderPage } from '../../web/render.js'
import { returnTo } from '../../web/return-to.js'
import { tenantOf } from '../people/access.js'
import type { PeopleTools } from '../people/tools.js'
import { personOf, requirePerson, type PeopleEnv } from '../people/visitor.js'
import { PATHS } from '../routes.js'
import { finishConnect, type ConnectOutcome, type Return } from './callback.js'
import { CancelledPage, FailedPage, StalePage, UnderWayPage, type Failure } from './pages/result.js'
import type { ConnectParts } from './parts.js'
import { startConnect } from './start.js'

export function connectRoutes(parts: ConnectParts, people: PeopleTools): Hono<PeopleEnv> {
  const person = requirePerson(people)
  return new Hono<PeopleEnv>()
    .get(PATHS.connect, person, async (c) => {
      const start = {
        visitor: visitorOf(c),
        returnTo: returnTo(c.req.query('return_to'), '') || null,
        appState: c.req.query('state') ?? null,
      }
      return c.redirect(await startConnect(start, parts))
    })
    .get(PATHS.callback, person, async (c) => {
      // A HEAD request must not use the state up: nobody would see what came of it.
      if (c.req.method === 'HEAD') return c.body(null, 204)
      const result = await finishConnect(new URL(c.req.url).searchParams, visitorOf(c), parts)
      return answer(c, result, people)
    })
}

function visitorOf(c: Context<PeopleEnv>) {
  return { browserId: c.var.visitor.browserId, tenant: tenantOf(personOf(c)) }
}

function answer(c: Context<PeopleEnv>, result: Return, setting: PeopleTools) {
  if (result.kind === 'finished') return finished(c, result, setting)
  if (result.kind === 'stale') return renderPage(c, <StalePage setting={setting} />, 400)
  if (result.kind === 'cancelled') {
    return renderPage(c, <CancelledPage said={result.said} setting={setting} />)
  }
  c.header('Refresh', '1')
  return renderPage(c, <UnderWayPage setting={setting} />)
}

function finished(
  c: Context<PeopleEnv>,
  { outcome, returnTo }: { outcome: ConnectOutcome; returnTo: string | null },
  setting: PeopleTools,
) {
  if (outcome.kind === 'connected') {
    // The address people keep and share has neither code nor state (C8).
    return c.redirect(returnTo ?? setting.routes.to('connection', outcome.connection), 303)
  }
  const page = <FailedPage reason={outcome.reason} setting={setting} />
  return renderPage(c, page, STATUS[outcome.reason])
}

const STATUS = {
  refused: 400,
  unknown: 502,
  other_mode: 400,
  other_tenant: 409,
  other_issuer: 400,
} as const satisfies Record<Failure, number>
