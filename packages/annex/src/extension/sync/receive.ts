/** The door for webhooks: nothing is believed before the signature holds, nothing is thanked for before it is kept. */
import { touchConnections } from '../store/inbox.js'
import { arrive, OWN, type Arriving } from './arrive.js'
import { readBody } from './body.js'
import { readEvent } from './event.js'
import { Grouped } from './group.js'
import { rereadJob } from './jobs.js'
import type { SyncParts } from './parts.js'
import { readSignatureHeader, verify } from './signature.js'

/** A store that can't keep an event by then won't: Stripe sends it again (W7). */
const PATIENCE_MS = 4500

class NoWebhookSecret extends Error {}

export type Receive = (request: Request) => Promise<Response>

/** @throws NoWebhookSecret: there is no switch that would let unsigned events in (W4) */
export function createReceiver(parts: SyncParts): Receive {
  if (parts.webhookSecrets.length === 0) {
    throw new NoWebhookSecret('Set STRIPE_WEBHOOK_SECRET: without it no webhook can be checked.')
  }
  const inbox = new Grouped<Arriving>({
    keep: (items) => keep(items, parts),
    timers: parts.outside.timers,
    patienceMs: PATIENCE_MS,
  })
  const { timers } = parts.outside
  return async (request) => {
    const began = timers.elapsedMs()
    const read = await readDelivery(request, parts)
    const answer =
      'refusal' in read ? read.refusal : await acknowledge(inbox.add(read.arriving), parts)
    parts.answered?.(answer.status, (timers.elapsedMs() - began) / 1000)
    return answer
  }
}

type Read = { arriving: Arriving } | { refusal: Response }

async function readDelivery(request: Request, parts: SyncParts): Promise<Read> {
  const { clock } = parts.outside
  const header = readSignatureHeader(request.headers.get('stripe-signature'), clock.now())
  if (!header) return refused(400, BAD_SIGNATURE)
  const body = await readBody(request)
  if (body.kind === 'too_large') return refused(413, 'The body is larger than 8 MiB.')
  if (body.kind === 'compressed') return refused(415, 'The body must not be compressed.')
  if (body.kind === 'already_read') {
    parts.log.error(ALREADY_READ)
    return refused(500, ALREADY_READ)
  }
  const verdict = verify(body.bytes, header, parts.webhookSecrets, clock.nowMs())
  if (verdict.kind === 'forged') return refused(400, BAD_SIGNATURE)
  const event = verdict.kind === 'genuine' ? readEvent(verdict.value) : undefined
  if (!event) {
    parts.log.warn('a signed webhook held no event')
    return refused(400, 'The signature is right, but there is no event inside.')
  }
  return { arriving: { account: event.account ?? OWN, event } }
}

const BAD_SIGNATURE = 'The signature is missing, too old, or not made with our secret.'

const ALREADY_READ =
  'The body was read before it came here, so its signature cannot be checked. Mount annex before ' +
  'the body parser, or let the parser keep the bytes and pass them on: with express, ' +
  'express.json({ verify: (req, _res, buffer) => { req.rawBody = buffer } }).'

function refused(status: number, text: string): Read {
  return { refusal: new Response(`${text}\n`, { status, headers: TEXT }) }
}

const TEXT = { 'content-type': 'text/plain; charset=utf-8' }

/** 200 only for what is committed; otherwise, and soon, a word to come back (W6, W7). */
async function acknowledge(kept: Promise<void>, { log }: SyncParts): Promise<Response> {
  try {
    await kept
    return new Response(null, { status: 200 })
  } catch (error) {
    log.error({ err: error }, 'a webhook could not be kept')
    const headers = { ...TEXT, 'retry-after': '5' }
    return new Response('The store is not available. Send it again.\n', { status: 503, headers })
  }
}

async function keep(items: Arriving[], parts: SyncParts): Promise<void> {
  const { database, jobs, outside, log } = parts
  const rereading = await database.transaction((tx) => arrive(tx, items, parts))
  // Nobody waits for this: it is about being quick and about what people see, not about being safe.
  void afterwards().catch((error: unknown) => log.warn({ err: error }, 'after a webhook'))

  async function afterwards(): Promise<void> {
    // A job that was waiting when we committed may have run just before: it asks again.
    for (const data of rereading) await jobs.send(database, { kind: rereadJob, data })
    const accounts = [...new Set(items.map(({ account }) => account))]
    await touchConnections(database, accounts, outside.clock.now())
  }
}
