/** A store with webhooks over it, without the rest of the platform. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { systemClock } from '../core/clock.js'
import { createLog } from '../core/log.js'
import { outsideWith, type Outside } from '../core/outside.js'
import { systemRandom } from '../core/random.js'
import { findDelivery } from '../platform/store/deliveries.js'
import { addEndpoint, type NewEndpoint } from '../platform/store/endpoints.js'
import { recordEvent, type NewEvent } from '../platform/store/events.js'
import { openStore } from '../platform/store/store.js'
import { createEgress } from '../platform/webhooks/egress.js'
import { sealSigningSecret } from '../platform/webhooks/secrets.js'
import { startWebhooks } from '../platform/webhooks/webhooks.js'

export const keyRing = { keys: [{ id: 'k1', key: new Uint8Array(32) }] }
/** Where the clocks of these tests stand at first. */
export const START = 1_790_000_000

export function openWebhooks(
  test: TestContext,
  outside: Partial<Outside> = {},
  store = openStore(':memory:'),
) {
  const lines: Record<string, unknown>[] = []
  let heard = () => {}
  const log = createLog('info', 'test', {
    write: (line) => {
      lines.push(JSON.parse(line))
      heard()
    },
  })
  const whole = outsideWith(outside)
  const webhooks = startWebhooks({
    ...{ store, outside: whole, keyRing, log, signingClock: systemClock },
    eventAt: () => null,
    egress: createEgress({ loopback: true, hosts: [] }),
  })
  test.after(() => webhooks.close(0))
  let counter = 0
  return {
    store,
    webhooks,
    lines,
    endpoint(more: Partial<NewEndpoint>): NewEndpoint {
      const id = more.id ?? 'we_1'
      const endpoint = {
        ...{ id, account: 'acct_shop', livemode: 0, connect: 0, url: '', enabled_events: '["*"]' },
        secret: sealSigningSecret('whsec_one', id, { keyRing, random: systemRandom }),
        ...{ created: START, ...more },
      }
      addEndpoint(store, endpoint)
      return endpoint
    },
    happen(more: Partial<NewEvent> = {}): string {
      const event = {
        ...{ id: `evt_${++counter}`, account: 'acct_shop', livemode: false },
        ...{ type: 'customer.created', created: whole.clock.now(), request: null },
        ...{ api_version: '2026-10-28.endive', object: { id: 'cus_1', object: 'customer' } },
        ...more,
      }
      store.transaction(() => recordEvent(store, event))
      return event.id
    },
    /** The delivery of `event`; fails when it isn't owed. */
    delivery(event: string, endpoint = 'we_1') {
      const row = findDelivery(store, event, endpoint)
      assert.ok(row, `${event} is not owed to ${endpoint}`)
      return row
    },
    /** Resolves once `count` attempts have been written down in all. */
    async untilAttempted(count: number) {
      while (lines.filter((line) => line.msg === 'delivery').length < count)
        await new Promise<void>((resolve) => (heard = resolve))
    },
  }
}
