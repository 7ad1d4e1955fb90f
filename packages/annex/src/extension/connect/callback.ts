/** Coming back from Stripe: use the state up, exchange the code once, keep what it gave (C8, C9). */
import { z } from 'zod'
import {
  consumeConnectState,
  findUsedConnectState,
  keepOutcome,
  type ConnectState,
} from '../store/connect-states.js'
import { STRIPE_CONNECT } from './authorize-url.js'
import { establish } from './establish.js'
import { exchange, type Grant } from './exchange.js'
import type { ConnectParts } from './parts.js'
import { hashesOf, STATE_LIFETIME, type Visitor } from './start.js'

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connected'), connection: z.string() }),
  z.object({
    kind: z.literal('failed'),
    reason: z.enum(['refused', 'unknown', 'other_mode', 'other_tenant', 'other_issuer']),
  }),
])

/** What a return came to, kept for a reload. */
export type ConnectOutcome = z.infer<typeof outcome>

export type Return =
  | { kind: 'finished'; outcome: ConnectOutcome; returnTo: string | null }
  /** The person pressed Cancel, or Stripe could not go on; `said` is Stripe's text, from the URL. */
  | { kind: 'cancelled'; said: string | null }
  /** Another return with the same state is being worked on right now. */
  | { kind: 'under_way' }
  /** Never ours, of another browser or tenant, too old, or half a URL. */
  | { kind: 'stale' }

/** After this an exchange that never reported back is given up: its process died. */
const UNDER_WAY = 60

export async function finishConnect(
  query: URLSearchParams,
  visitor: Visitor,
  parts: ConnectParts,
): Promise<Return> {
  // Anyone can write such a URL, and Stripe's own may come without state: so it changes nothing.
  if (query.has('error')) return { kind: 'cancelled', said: query.get('error_description') }
  const [state, code] = [query.get('state'), query.get('code')]
  if (!state || !code) return { kind: 'stale' }

  const who = { ...hashesOf(state, visitor, parts.hashKey), tenant: visitor.tenant }
  const now = parts.outside.clock.now()
  const times = { now, newerThan: now - STATE_LIFETIME }
  const pending = await consumeConnectState(parts.database, who, times)
  if (!pending) return resultOfTheFirst(await findUsedConnectState(parts.database, who), now)

  const result = await redeem(code, query.get('iss'), pending, parts)
  return { kind: 'finished', outcome: result, returnTo: pending.return_to }
}

function resultOfTheFirst(used: ConnectState | undefined, now: number): Return {
  if (!used) return { kind: 'stale' }
  const known = outcome.safeParse(used.outcome)
  if (known.success) return { kind: 'finished', outcome: known.data, returnTo: used.return_to }
  if (now - (used.used_at ?? 0) < UNDER_WAY) return { kind: 'under_way' }
  return { kind: 'finished', outcome: failed('unknown'), returnTo: null }
}

async function redeem(
  code: string,
  issuer: string | null,
  pending: ConnectState,
  parts: ConnectParts,
): Promise<ConnectOutcome> {
  const failure = refusalOf(issuer, parts)
  if (failure) return keep(failure, pending, parts)
  const answer = await exchange(code, parts.settings, parts.outside)
  if (answer.kind !== 'granted') return keep(failed(answer.kind), pending, parts)
  if (answer.grant.livemode !== pending.livemode) {
    return keep(failed('other_mode'), pending, parts)
  }
  return keepGrant(answer.grant, pending, parts)
}

/** A code of one server must not be taken to another (RFC 9207 2.4). */
function refusalOf(issuer: string | null, { settings }: ConnectParts): ConnectOutcome | undefined {
  const expected = settings.connectBase ?? STRIPE_CONNECT
  return issuer === null || issuer === expected ? undefined : failed('other_issuer')
}

function keepGrant(
  grant: Grant,
  pending: ConnectState,
  parts: ConnectParts,
): Promise<ConnectOutcome> {
  const { tenant, app_state: appState } = pending
  return parts.database.transaction(async (tx) => {
    const kept = await establish(tx, { grant, tenant, appState }, parts)
    const result: ConnectOutcome =
      kept.kind === 'connected'
        ? { kind: 'connected', connection: kept.connection.id }
        : failed('other_tenant')
    await keepOutcome(tx, pending.hash, result)
    return result
  })
}

async function keep(
  result: ConnectOutcome,
  pending: ConnectState,
  parts: ConnectParts,
): Promise<ConnectOutcome> {
  await keepOutcome(parts.database, pending.hash, result)
  return result
}

type FailureReason = Extract<ConnectOutcome, { kind: 'failed' }>['reason']

function failed(reason: FailureReason): ConnectOutcome {
  return { kind: 'failed', reason }
}
