/** One meter event, or one taken back, checked before it is answered. */
import { newId } from '../../core/ids.js'
import { openNow } from '../engine/unit.js'
import { adjust } from '../objects/meter-event/adjust.js'
import { createEvent } from '../objects/meter-event/create.js'
import { bodyOf, fieldsOf, meterEventIn, textIn } from './body.js'
import type { Asking } from './routes.js'
import { timeText } from './time.js'

export async function createMeterEvent({ engine, caller, request }: Asking): Promise<object> {
  const sent = meterEventIn(await bodyOf(request))
  const made = engine.store.transaction(() => createEvent(sent, openNow(engine, caller)))
  return {
    ...made,
    object: 'v2.billing.meter_event',
    created: timeText(made.created),
    timestamp: timeText(made.timestamp),
  }
}

export async function adjustMeterEvent({ engine, caller, request }: Asking): Promise<object> {
  const sent = await bodyOf(request)
  const identifier = textIn(
    fieldsOf(sent.get('cancel') ?? {}, 'cancel'),
    'identifier',
    'cancel[identifier]',
  )
  const asked = { event_name: textIn(sent, 'event_name'), cancel: { identifier } }
  return engine.store.transaction(() => {
    const work = openNow(engine, caller)
    const made = adjust({ ...asked, type: 'cancel' }, work)
    return {
      ...made,
      id: newId('mtr_adj', work.random),
      object: 'v2.billing.meter_event_adjustment',
      created: timeText(work.now),
    }
  })
}
