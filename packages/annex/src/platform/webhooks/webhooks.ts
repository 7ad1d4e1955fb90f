/** Word of events on its way out: fan-out with each event, a dispatcher behind it. */
import { findDelivery, renewDelivery } from '../store/deliveries.js'
import { findEndpoint } from '../store/endpoints.js'
import type { EventRow } from '../store/store.js'
import type { DeliverTools } from './deliver.js'
import { startDispatcher } from './dispatcher.js'
import { endpointsFor, fanOut, owe, type FanOutTools } from './fan-out.js'
import { listRecoverable } from './recover.js'

export interface Webhooks {
  /** The clock was moved: what fell due goes out. */
  wake(): void
  /**
   * Owes `event` again to every endpoint it concerns, or to one.
   * @returns the ids of the endpoints it is now owed to
   */
  resend(event: EventRow, endpoint?: string): string[]
  /** Sends nothing more until the returned function is called; what is owed stays owed. */
  hold(): () => void
  /** Owes to `endpoint` again what it should have received from `from` to `to` and did not. */
  recover(endpoint: string, range: { from: number; to: number }): number
  /** Ends within `graceMs`; what was not answered by then stays owed. */
  close(graceMs?: number): Promise<void>
}

const GRACE_MS = 5000

/** Call it before anything records an event, once for a store. */
export function startWebhooks(tools: DeliverTools & Pick<FanOutTools, 'eventAt'>): Webhooks {
  const { store, outside, egress } = tools
  const dispatcher = startDispatcher(tools)
  const touched = new Set<string>()
  let waking = false

  store.onEvent((event) => {
    for (const id of fanOut(event, tools)) touched.add(id)
  })
  store.afterCommit(() => {
    if (touched.size === 0 || waking) return
    waking = true
    // The caller's answer goes first.
    outside.timers.after(0, wakeTouched)
  })

  function wakeTouched(): void {
    waking = false
    const endpoints = [...touched]
    touched.clear()
    dispatcher.wake(endpoints)
  }

  function oweAgain(event: EventRow, endpoint: string): void {
    const known = findDelivery(store, event.id, endpoint)
    if (known) renewDelivery(store, known.id, outside.clock.now())
    else owe(event, findEndpoint(store, endpoint) ?? { id: endpoint, api_version: null }, 1, tools)
    touched.add(endpoint)
  }

  dispatcher.wake()
  return {
    wake: () => dispatcher.wake(),
    hold: () => dispatcher.hold(),
    resend: (event, endpoint) =>
      store.transaction(() => {
        const endpoints = endpoint ? [endpoint] : endpointsFor(store, event).map(({ id }) => id)
        for (const id of endpoints) oweAgain(event, id)
        return endpoints
      }),
    recover: (endpoint, range) =>
      store.transaction(() => {
        const missed = listRecoverable(store, endpoint, range)
        for (const event of missed) oweAgain(event, endpoint)
        return missed.length
      }),
    async close(graceMs = GRACE_MS) {
      await dispatcher.close(graceMs)
      await egress.close()
    },
  }
}
