/** `POST /v1/events/:id/retry`: an event again, to one endpoint or to all who listen with the command line. */
import { kind as entryOf } from '../../catalogue/catalogue.js'
import { invalidRequest } from '../engine/errors.js'
import { resourceMissing } from '../engine/refusals/objects.js'
import { findEndpoint, listConnectListeners } from '../store/endpoints.js'
import { findRecorded } from '../store/events.js'
import type { EventRow } from '../store/store.js'
import { callerOf, sentIn } from './caller.js'
import type { StripeCliTools } from './routes.js'

export async function resendEvent(
  tools: StripeCliTools,
  request: Request,
  id: string,
): Promise<object> {
  const { engine, listening } = tools
  const caller = callerOf(engine, request)
  const sent = await sentIn(request)
  const event = findRecorded(engine.store, id)
  const isHeard =
    event !== undefined &&
    (event.livemode === 1) === caller.livemode &&
    (event.account === caller.account ||
      listConnectListeners(engine.store, event).includes(caller.account))
  if (!isHeard) {
    throw resourceMissing({ noun: entryOf('event').noun, id, param: 'id', inPath: true })
  }
  const endpoint = sent.text('webhook_endpoint')
  if (endpoint !== undefined) resendTo(tools, event, { endpoint, account: caller.account })
  else if (sent.text('for_stripecli') === 'true') listening.resend(event)
  else throw invalidRequest('Name a webhook_endpoint, or ask for_stripecli.')
  return JSON.parse(event.body)
}

function resendTo(
  { engine, webhooks }: StripeCliTools,
  event: EventRow,
  { endpoint, account }: { endpoint: string; account: string },
): void {
  const row = findEndpoint(engine.store, endpoint)
  if (row?.account !== account || row.livemode < event.livemode) {
    throw resourceMissing({
      ...{ noun: entryOf('webhook_endpoint').noun, id: endpoint, param: 'webhook_endpoint' },
      inPath: false,
    })
  }
  webhooks.resend(event, endpoint)
}
