/** Sends what is owed: a lane for each endpoint, woken by commits, timers and restarts. */
import { giveUpDue, listDue, listEndpointsOwed, nextDueAt } from '../store/deliveries.js'
import { findEndpoint } from '../store/endpoints.js'
import type { Store } from '../store/store.js'
import { deliver, type DeliverTools } from './deliver.js'
import { openLane, type Lane } from './lane.js'

export interface Dispatcher {
  /** Something is owed to these endpoints now. Without any: look at all of them, the clock moved. */
  wake(endpoints?: Iterable<string>): void
  /** Sends nothing more until the returned function is called: the clock is on its way. */
  hold(): () => void
  /** Waits at most `graceMs` for requests under way; what they were about stays owed. */
  close(graceMs: number): Promise<void>
}

/**
 * One for a store, and one process for a store: rows are claimed in memory alone, because writing
 * a claim would cost a second durable commit for every delivery.
 */
export function startDispatcher(tools: DeliverTools): Dispatcher {
  const { store, outside, log } = tools
  const lanes = new Map<string, Lane>()
  const stop = new AbortController()
  let closed = false
  let held = false

  function laneOf(id: string): Lane {
    const known = lanes.get(id)
    if (known) return known
    const lane = openLane({
      ...outside,
      listDue: (now, limit) => (held ? [] : dueFor(store, id, now, limit)),
      nextDueAt: (now) => (held ? undefined : nextDueAt(store, id, now)),
      deliver: async (delivery) => {
        const endpoint = findEndpoint(store, id)
        if (endpoint) await deliver(delivery, endpoint, tools, stop.signal)
      },
      onError: (error) => log.error({ err: error, endpoint: id }, 'delivery failed to settle'),
    })
    lanes.set(id, lane)
    return lane
  }

  function wake(endpoints?: Iterable<string>) {
    // A commit just before the end still tells of itself, when the store is closed already.
    if (closed || held) return
    const woken = endpoints ?? [...lanes.keys(), ...listEndpointsOwed(store)]
    for (const id of new Set(woken)) laneOf(id).pump()
  }

  return {
    wake,
    hold() {
      held = true
      return () => {
        held = false
        wake()
      }
    },
    async close(graceMs) {
      closed = true
      const cutOff = outside.timers.after(graceMs, () => stop.abort())
      await Promise.all([...lanes.values()].map((lane) => lane.close()))
      cutOff.cancel()
    },
  }
}

function dueFor(store: Store, endpoint: string, now: number, limit: number) {
  if (findEndpoint(store, endpoint)?.status === 'enabled')
    return listDue(store, endpoint, now, limit)
  giveUpDue(store, endpoint, now)
  return []
}
