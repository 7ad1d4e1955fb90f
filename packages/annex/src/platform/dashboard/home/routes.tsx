/** The first page after signing in, and its live part. */
import { Hono } from 'hono'
import { renderPage } from '../../../web/render.js'
import { paths } from '../../routes.js'
import { listApiKeys } from '../../store/api-keys.js'
import { listEvents } from '../../store/event-list.js'
import { findFirstSteps } from '../../store/first-steps.js'
import type { DashboardContext, DashboardEnv, PageContext, Place } from '../context.js'
import { followAccount } from '../follow.js'
import { frameOf } from '../frame.js'
import { membershipOf, placeOf } from '../place.js'
import { HomePage } from './page.js'
import { Ticker, TICKER } from './ticker.js'

const SHOWN_EVENTS = 8

export function homeRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.home, (c) => showHome(context, c))
    .get(paths.homeLive, (c) => followEvents(context, c))
}

function showHome(context: DashboardContext, c: PageContext) {
  const { store, clock, storage, platformClock, requests } = context
  const clockState = platformClock.state().state
  requests.flush()
  const place = placeOf(c)
  const now = clock.now()
  const keys = listApiKeys(store, place.account, place.livemode)
  const { business_name, email } = membershipOf(c)
  const props = {
    ...{ frame: frameOf(c, context), now, storage, clockState, name: business_name ?? email },
    keys: keys.filter((key) => key.expires_at === null),
    baseUrl: context.baseUrl(),
    livemode: place.livemode,
    steps: findFirstSteps(store, place),
    events: newestEvents(context, place),
  }
  return renderPage(c, <HomePage {...props} />)
}

function followEvents(context: DashboardContext, c: PageContext): Response {
  const place = placeOf(c)
  return followAccount(context, c, {
    id: TICKER,
    draw: () => <Ticker events={newestEvents(context, place)} now={context.clock.now()} />,
  })
}

function newestEvents({ store, clock }: DashboardContext, place: Place) {
  const scope = { ...place, now: clock.now() }
  return listEvents(store, { ...scope, types: [], created: {}, limit: SHOWN_EVENTS })
}
