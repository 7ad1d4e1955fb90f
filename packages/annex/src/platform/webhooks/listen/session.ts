/** One `stripe listen` or `stripe logs tail`: what it wants, and what waits until it has it. */
import { eventFrame, readSaid, type Message, type Said } from './message.js'
import type { RequestFilter } from './request-filter.js'

export type Feature = 'webhooks' | 'request_logs' | 'v2_events'

/** What a session was opened with. */
export interface SessionOptions {
  readonly account: string
  readonly livemode: boolean
  readonly features: ReadonlySet<Feature>
  readonly wantsRequest: RequestFilter
  /** Signs all it is sent. */
  readonly secret: string
}

/** An open WebSocket, as much of it as is needed here. */
export interface Pipe {
  send(text: string): void
  close(code: number, reason: string): void
}

export interface Session extends SessionOptions {
  readonly id: string
  readonly isConnected: () => boolean
  /** Sent now, or when the client is back: it leaves for a second every minute. */
  deliver(message: Message): void
  /** Sent now or never. */
  tell(frame: string): void
  /** The client is there: what it has not acknowledged is sent again. */
  join(pipe: Pipe): void
  /** The client went; false when another connection has taken its place. */
  leave(pipe: Pipe): boolean
  heard(text: string): Said | undefined
  close(code: number, reason: string): void
}

/** More than that waits for nobody: the oldest are given up. */
const MOST_WAITING = 1000

/** @param now Unix seconds, by the clock that receivers check signatures by */
export function newSession(id: string, options: SessionOptions, now: () => number): Session {
  const unacknowledged = new Map<string, Message>()
  let pipe: Pipe | undefined

  const send = (message: Message) => pipe?.send(eventFrame(message, options.secret, now()))

  return {
    ...options,
    id,
    isConnected: () => pipe !== undefined,
    deliver(message) {
      const [oldest] = unacknowledged.keys()
      if (unacknowledged.size >= MOST_WAITING && oldest) unacknowledged.delete(oldest)
      unacknowledged.set(message.conversation, message)
      send(message)
    },
    tell: (frame) => pipe?.send(frame),
    join(next) {
      pipe?.close(1000, 'Another connection has taken over')
      pipe = next
      for (const message of unacknowledged.values()) send(message)
    },
    leave(gone) {
      if (pipe !== gone) return false
      pipe = undefined
      return true
    },
    heard(text) {
      const said = readSaid(text)
      if (said?.type === 'event_ack') unacknowledged.delete(said.conversation)
      return said
    },
    close: (code, reason) => pipe?.close(code, reason),
  }
}
