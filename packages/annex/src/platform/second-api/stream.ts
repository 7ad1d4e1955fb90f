/** `POST /v2/billing/meter_event_stream`: many meter events, whose mistakes are told of later. */
import type Stripe from 'stripe'
import { invalidRequest, Refusal } from '../engine/errors.js'
import { openNow } from '../engine/unit.js'
import type { UnitOfWork } from '../engine/unit-of-work.js'
import { createEvent } from '../objects/meter-event/create.js'
import { activeMeter, metersNamed } from '../objects/meter/behaviour.js'
import { bodyOf, fieldsOf, meterEventIn, type SentMeterEvent } from './body.js'
import { report, type Mistake } from './report.js'
import type { Asking } from './routes.js'

const MOST_EVENTS = 100

/** Those that can be counted are, at once; Stripe takes a while for both, and says so by the same events. */
export async function takeEvents(asking: Asking): Promise<object> {
  const events = eventsIn((await bodyOf(asking.request)).get('events'))
  const { engine, caller, tell } = asking
  const reported = engine.store.transaction(() => {
    const work = openNow(engine, caller)
    const mistakes = events.flatMap((event) => mistakeIn(event, asking, work))
    return report(mistakes, engine.store, work)
  })
  for (const { row, payload } of reported) tell(row, payload)
  return {}
}

function eventsIn(value: unknown): SentMeterEvent[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_EVENTS) {
    throw invalidRequest(`Invalid events: it must be a list of 1 to ${MOST_EVENTS}.`, {
      param: 'events',
    })
  }
  return value.map((one: unknown, at) =>
    meterEventIn(fieldsOf(one, `events[${at}]`), `events[${at}]`),
  )
}

/** Each in a transaction of its own: one mistake spoils nothing of the others. */
function mistakeIn(event: SentMeterEvent, { engine }: Asking, work: UnitOfWork): Mistake[] {
  try {
    engine.store.transaction(() => createEvent(event, work))
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ event, refusal: error, meter: meterOf(event.event_name, work) }]
  }
}

function meterOf(name: string, work: UnitOfWork): Stripe.Billing.Meter | undefined {
  return activeMeter(name, work) ?? metersNamed(name, work)[0]
}
