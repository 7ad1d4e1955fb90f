/** What is sent to a listening command line, and what it says back (`stripecli-devproxy-v1`). */
import { signatureHeader } from '../signature.js'

/** One event on its way to one session. */
export interface Message {
  /** Names the message in acknowledgements; of a thin event its id does. */
  readonly conversation: string
  /** The payload as it is posted on, byte for byte. */
  readonly payload: string
  /** Null: as events are recorded; otherwise `listen --latest` takes it, and only that. */
  readonly version: string | null
  /** Of the second API, whose events have no version. */
  readonly thin?: true
}

/** @param at Unix seconds: a receiver checks them, so a message that waited is signed anew */
export function eventFrame(message: Message, secret: string, at: number): string {
  const { conversation, payload, version, thin } = message
  const http_headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    'Stripe-Signature': signatureHeader(payload, [secret], at),
  }
  if (thin) {
    return JSON.stringify({ type: 'v2_event', destination_id: 'ed_cli', http_headers, payload })
  }
  return JSON.stringify({
    ...{ type: 'webhook_event', webhook_id: `wh_${conversation.slice(3)}` },
    ...{ webhook_conversation_id: conversation, endpoint: { api_version: version } },
    event_payload: payload,
    http_headers,
  })
}

export type Said =
  | { readonly type: 'event_ack'; readonly conversation: string }
  | { readonly type: 'webhook_response'; readonly conversation: string; readonly status: number }

/** What the client said; undefined for what we have no use for, malformed text included. */
export function readSaid(text: string): Said | undefined {
  const said = parsed(text)
  // Of a thin event only its id is acknowledged, and its conversation is an empty text.
  const conversation = said.get('webhook_conversation_id') || said.get('event_id')
  if (typeof conversation !== 'string') return undefined
  if (said.get('type') === 'event_ack') return { type: 'event_ack', conversation }
  const status = said.get('status')
  if (said.get('type') !== 'webhook_response' || typeof status !== 'number') return undefined
  return { type: 'webhook_response', conversation, status }
}

function parsed(text: string): Map<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}))
  } catch {
    return new Map()
  }
}
