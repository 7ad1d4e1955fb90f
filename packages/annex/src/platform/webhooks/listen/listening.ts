/** Everybody who listens with the official command line: which event goes to whom. */
import type { Clock } from '../../../core/clock.js'
import { newId, randomText } from '../../../core/ids.js'
import type { Log } from '../../../core/log.js'
import type { Random } from '../../../core/random.js'
import type { Timers } from '../../../core/timers.js'
import { countPending } from '../../store/deliveries.js'
import { listConnectListeners } from '../../store/endpoints.js'
import { findRecorded } from '../../store/events.js'
import type { RequestRow } from '../../store/requests.js'
import type { EventRow, Store } from '../../store/store.js'
import type { ThinEventRow } from '../../store/thin-events.js'
import { payloadOf } from '../payload.js'
import type { Said } from './message.js'
import { requestFrame } from './request-filter.js'
import { newSession, type Pipe, type Session, type SessionOptions } from './session.js'

export interface Listening {
  /** Undefined when the account has too many that are connected. */
  open(options: SessionOptions): Session | undefined
  /** A connection to a session; undefined: there is none of that id. */
  join(id: string): ((pipe: Pipe) => Joined) | undefined
  /** Sends an event again to all who listen for it. */
  resend(event: EventRow): void
  requestMade(row: RequestRow): void
  /** An event of the second API was kept. */
  thinEvent(row: ThinEventRow, payload: string): void
  close(): void
}

/** What the other end of a connection says. */
export interface Joined {
  text(message: string): void
  closed(): void
}

export interface ListenTools {
  readonly store: Store
  readonly outside: { readonly random: Random; readonly timers: Timers }
  /** The clock that receivers check signatures by. */
  readonly signingClock: Clock
  readonly log: Log
  /** Of events as they are recorded, for `--latest`. */
  readonly version: () => string
}

const MOST_SESSIONS = 20
/** How long an unconnected session waits for its client. */
const PATIENCE_MS = 5 * 60_000

export function startListening(tools: ListenTools): Listening {
  const { store, outside, signingClock, log } = tools
  const sessions = new Map<string, Session>()
  const alarms = new Map<string, { cancel(): void }>()
  const heard: string[] = []

  // In the middle of a transaction, which may still be undone: told after it, if it is there then.
  store.onEvent((event) => {
    if (sessions.size > 0) heard.push(event.id)
  })
  store.afterCommit(() => {
    for (const id of heard.splice(0)) {
      const event = findRecorded(store, id)
      if (event !== undefined) tell(event)
    }
  })

  function tell(event: EventRow): void {
    const connect = new Set(listConnectListeners(store, event))
    for (const session of sessions.values()) {
      if (!session.features.has('webhooks') || session.livemode !== (event.livemode === 1)) continue
      const isOwn = session.account === event.account && event.application === null
      if (isOwn || connect.has(session.account)) deliver(session, event, !isOwn)
    }
  }

  /** Twice: as it is recorded, and for `--latest`. The client drops the one it does not want. */
  function deliver(session: Session, event: EventRow, connect: boolean): void {
    const pending_webhooks = countPending(store, event.id) + 1
    const payload = payloadOf({ event, event_body: null, pending_webhooks }, connect)
    for (const version of [null, tools.version()]) {
      session.deliver({ conversation: newId('wc', outside.random), payload, version })
    }
  }

  function expire(session: Session): void {
    alarms.get(session.id)?.cancel()
    const alarm = outside.timers.after(PATIENCE_MS, () => forget(session))
    alarms.set(session.id, alarm)
  }

  function forget(session: Session): void {
    alarms.get(session.id)?.cancel()
    alarms.delete(session.id)
    sessions.delete(session.id)
  }

  function makeRoom(account: string): boolean {
    const own = [...sessions.values()].filter((session) => session.account === account)
    if (own.length < MOST_SESSIONS) return true
    const idle = own.find((session) => !session.isConnected())
    if (idle) forget(idle)
    return idle !== undefined
  }

  function noteAnswer(session: Session, said: Said | undefined): void {
    if (said?.type !== 'webhook_response') return
    log.info({ account: session.account, status: said.status }, 'forwarded by a command line')
  }

  return {
    open(options) {
      if (!makeRoom(options.account)) return undefined
      const id = `cliws_${randomText(32, outside.random)}`
      const session = newSession(id, options, () => signingClock.now())
      sessions.set(id, session)
      expire(session)
      return session
    },
    join(id) {
      const session = sessions.get(id)
      if (session === undefined) return undefined
      return (pipe) => {
        alarms.get(id)?.cancel()
        session.join(pipe)
        return {
          text: (message) => noteAnswer(session, session.heard(message)),
          closed() {
            if (session.leave(pipe) && sessions.has(id)) expire(session)
          },
        }
      }
    },
    resend: tell,
    thinEvent({ id, account, livemode }, payload) {
      const connect = new Set(listConnectListeners(store, { account, livemode, application: null }))
      for (const session of sessions.values()) {
        const { features, account: listener } = session
        const isTold = listener === account || connect.has(listener)
        if (!isTold || !features.has('v2_events') || session.livemode !== (livemode === 1)) continue
        session.deliver({ conversation: id, payload, version: null, thin: true })
      }
    },
    requestMade(row) {
      for (const session of sessions.values()) {
        const isOwn = session.account === row.account && session.livemode === row.livemode
        const isWanted = session.features.has('request_logs') && isOwn && session.wantsRequest(row)
        if (isWanted) session.tell(requestFrame(row))
      }
    },
    close() {
      for (const session of sessions.values()) {
        session.close(1001, 'The server is going away')
        forget(session)
      }
    },
  }
}
