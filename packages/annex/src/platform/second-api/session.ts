/** `POST /v2/billing/meter_event_session`: a token that is good for streaming meter events, for a while. */
import { newId } from '../../core/ids.js'
import { keyedHash, sameText } from '../../core/secret.js'
import { Refusal } from '../engine/errors.js'
import type { Scope } from '../engine/unit-of-work.js'
import type { Asking, SecondApiTools } from './routes.js'
import { timeText } from './time.js'

const SESSION_SECONDS = 15 * 60

export function openSession({ engine, hashKey, caller }: Asking): object {
  const { account, livemode } = caller
  const created = engine.outside.clock.now()
  const expires = created + SESSION_SECONDS
  return {
    id: newId('bmes', engine.outside.random),
    object: 'v2.billing.meter_event_session',
    authentication_token: tokenOf({ account, livemode, expires }, hashKey),
    created: timeText(created),
    expires_at: timeText(expires),
    livemode,
  }
}

/**
 * Whose session a token opens: it says so itself, signed, so nobody keeps it.
 * @param authorization the header
 * @returns undefined for a token that isn't ours or is no longer good
 */
export function sessionIn(tools: SecondApiTools, authorization: string): Scope | undefined {
  const token = /^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? ''
  const [, account = '', mode, until] = /^mes_(acct_\w+)_(live|test)_(\d+)_/.exec(token) ?? []
  const said = { account, livemode: mode === 'live', expires: Number(until ?? 0) }
  if (!sameText(token, tokenOf(said, tools.hashKey))) return undefined
  if (said.expires <= tools.engine.outside.clock.now()) return undefined
  return { account, livemode: said.livemode }
}

function tokenOf(session: Scope & { readonly expires: number }, hashKey: Uint8Array): string {
  const mode = session.livemode ? 'live' : 'test'
  const said = `mes_${session.account}_${mode}_${session.expires}`
  return `${said}_${keyedHash(`meter event session ${said}`, hashKey)}`
}

export function refuseExpired(): Refusal {
  return new Refusal(401, {
    ...{ type: 'temporary_session_expired', code: 'billing_meter_event_session_expired' },
    message:
      'The temporary session token has expired or is none. Create a new one with POST /v2/billing/meter_event_session.',
  })
}
