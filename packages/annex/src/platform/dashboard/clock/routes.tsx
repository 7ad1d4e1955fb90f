/** Looking at the platform's clock, and moving it. */
import { Hono } from 'hono'
import { laterBy, momentOf } from '../../../core/moments.js'
import { exactTime } from '../../../web/time-words.js'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { PageRefusal } from '../../people/page-refusal.js'
import { paths } from '../../routes.js'
import { ClockRefusal } from '../../time/clock-refusal.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { frameOf } from '../frame.js'
import { placeOf } from '../place.js'
import { formOf, oneOf } from '../query.js'
import { ClockPage, type ClockPageProps } from './page.js'
import { SPANS } from './spans.js'

/** What is done within this needs no page that shows its progress. */
const SOON_MS = 700
/** How often the page of a moving clock looks again. */
const AGAIN_SECONDS = 1

export function clockRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.clock, (c) => showClock(context, c))
    .post(paths.advanceClock, (c) => advance(context, c))
}

function showClock(context: DashboardContext, c: PageContext, refused?: ClockPageProps['refused']) {
  const state = context.platformClock.state()
  // A header rather than a script: it works for everybody.
  if (state.advancing) c.header('Refresh', `${AGAIN_SECONDS}; url=${paths.clock}`)
  const { formToken } = c.var.visitor
  const { livemode } = placeOf(c)
  const props = { frame: frameOf(c, context), formToken, state, livemode, refused }
  return renderPage(c, <ClockPage {...props} />, refused ? 400 : 200)
}

async function advance(context: DashboardContext, c: PageContext) {
  if (placeOf(c).livemode) throw onlyInTestMode()
  const field = await formOf(c)
  const { platformClock, timers, log } = context
  const by = field('by')
  const { now } = platformClock.state()
  const to = by === '' ? momentOf(field('to')) : laterBy(oneOf(SPANS, by), now)
  if (to === undefined) {
    const message = 'Write a time such as 2027-01-31T12:00.'
    return showClock(context, c, { to: field('to'), message })
  }
  try {
    const moving = platformClock.advance(to)
    moving.catch((error: unknown) => log.error({ err: error }, 'the clock stopped on its way'))
    await Promise.race([moving, timers.sleep(SOON_MS)])
  } catch (error) {
    if (!(error instanceof ClockRefusal)) throw error
    return showClock(context, c, { to: field('to'), message: error.message })
  }
  if (platformClock.state().advancing === null) {
    leaveFlash(c, { tone: 'success', text: `It is now ${exactTime(platformClock.state().now)}.` })
  }
  return c.redirect(paths.clock, 303)
}

function onlyInTestMode(): PageRefusal {
  return new PageRefusal(
    400,
    'The clock is moved in test mode',
    'Switch to test mode, then move it. Nothing was changed.',
  )
}
