/** `POST /v1/stripecli/sessions`: what `stripe listen` and `stripe logs tail` begin with. */
import { createHmac } from 'node:crypto'
import { apiVersion } from '../../catalogue/catalogue.js'
import { invalidRequest, Refusal } from '../engine/errors.js'
import type { Scope } from '../engine/unit-of-work.js'
import { requestFilter } from '../webhooks/listen/request-filter.js'
import type { Feature } from '../webhooks/listen/session.js'
import { callerOf, sentIn } from './caller.js'
import type { StripeCliTools } from './routes.js'

const FEATURES: readonly Feature[] = ['webhooks', 'request_logs', 'v2_events']
/** Seconds after which the client connects anew, as it does against Stripe. */
const RECONNECT_DELAY = 60

export async function openSession(tools: StripeCliTools, request: Request): Promise<object> {
  const caller = callerOf(tools.engine, request)
  const sent = await sentIn(request)
  const features = sent.list('websocket_features').filter(isFeature)
  const [first] = features
  if (first === undefined) {
    const message = `Name what to listen for in websocket_features: ${FEATURES.join(', ')}.`
    throw invalidRequest(message, { param: 'websocket_features' })
  }
  const wantsRequest = requestFilter(sent.text('filters'))
  if (wantsRequest === undefined) throw unknownFilter()
  const secret = secretFor(caller, sent.text('device_name') ?? '', tools.hashKey)
  const { account, livemode } = caller
  const session = tools.listening.open({
    ...{ account, livemode, secret, wantsRequest, features: new Set(features) },
  })
  if (session === undefined) throw tooManySessions()
  return {
    websocket_id: session.id,
    websocket_url: `${tools.engine.baseUrl().replace(/^http/, 'ws')}/subscribe/${account}`,
    websocket_authorized_feature: features.includes('webhooks') ? 'webhooks' : first,
    ...{ secret, reconnect_delay: RECONNECT_DELAY, display_connect_filter_warning: false },
    ...{ default_version: apiVersion(), latest_version: apiVersion() },
  }
}

function isFeature(word: string): word is Feature {
  return FEATURES.some((feature) => feature === word)
}

/** The same for the same machine every time: people copy it into their `.env`. */
function secretFor({ account, livemode }: Scope, device: string, hashKey: Uint8Array): string {
  const about = `stripe listen ${account} ${livemode ? 'live' : 'test'} ${device}`
  return `whsec_${createHmac('sha256', hashKey).update(about).digest('hex')}`
}

function unknownFilter(): Refusal {
  return invalidRequest(
    'The filters cannot be applied here. Requests are filtered by account, method, path, source and status.',
    { param: 'filters' },
  )
}

function tooManySessions(): Refusal {
  const message = 'Too many sessions of this account are open. Close one to open another.'
  return new Refusal(429, { type: 'invalid_request_error', message })
}
