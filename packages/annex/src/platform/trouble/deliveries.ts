/** The way out, with trouble: what arrives late, twice, forged, out of order or not at all. */
import type { Random } from '../../core/random.js'
import type { Timers } from '../../core/timers.js'
import type { Answer, Egress, Outbound } from '../webhooks/egress.js'
import type { DeliveryFault } from './faults.js'
import type { Struck, Trouble } from './trouble.js'

interface Tools {
  readonly trouble: Trouble
  readonly timers: Timers
}

/** An attempt that was held, and lets go when another one has overtaken it. */
type Held = Map<string, Set<() => void>>

/** `egress` itself while there is no trouble. */
export function troubledEgress(egress: Egress, { trouble, timers }: Tools): Egress {
  const held: Held = new Map()

  async function post(request: Outbound, signal: AbortSignal): Promise<Answer> {
    const { about } = request
    const struck = about && trouble.forDelivery(about)
    const answer = await (struck ? suffer(struck, request, signal) : egress.post(request, signal))
    if (about) release(held, about.endpoint)
    return answer
  }

  function suffer(struck: Struck<DeliveryFault>, request: Outbound, signal: AbortSignal) {
    const { fault, random, settings } = struck
    const most = settings.deliveries.delay_ms
    switch (fault) {
      case 'drop':
        return Promise.resolve(TAKEN)
      case 'fail':
        return Promise.reject(new Error('The connection was lost on purpose.'))
      case 'lose_answer':
        return egress.post(request, signal).then(() => {
          throw new Error('The answer was lost on purpose.')
        })
      case 'duplicate':
        return twice(request, signal)
      case 'delay':
        return wait(random.integer(most + 1), signal).then(() => egress.post(request, signal))
      case 'reorder':
        return overtaken(request, most, signal).then(() => egress.post(request, signal))
      case 'forge':
        return forged(request, random, signal).then(() => egress.post(request, signal))
      default:
        return fault satisfies never
    }
  }

  async function twice(request: Outbound, signal: AbortSignal): Promise<Answer> {
    const [first] = await Promise.all([
      egress.post(request, signal),
      egress.post(request, signal).catch(() => undefined),
    ])
    return first
  }

  /** Whatever the receiver makes of it is the receiver's business. */
  async function forged(request: Outbound, random: Random, signal: AbortSignal): Promise<void> {
    const copy = { ...request, headers: withWrongSignature(request.headers, random) }
    await egress.post(copy, signal).catch(() => undefined)
  }

  function overtaken({ about }: Outbound, mostMs: number, signal: AbortSignal): Promise<void> {
    const overtaking = new Promise<void>((resolve) => {
      if (about) waitersOf(held, about.endpoint).add(resolve)
    })
    return Promise.race([overtaking, wait(mostMs, signal)])
  }

  function wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = timers.after(ms, resolve)
      signal.addEventListener('abort', () => {
        timer.cancel()
        reject(new Error('The attempt was given up while it was held on purpose.'))
      })
    })
  }

  return { post, close: () => egress.close() }
}

const TAKEN: Answer = { status: 200, retryAfter: null, body: '' }

function release(held: Held, endpoint: string): void {
  const waiting = held.get(endpoint)
  held.delete(endpoint)
  for (const go of waiting ?? []) go()
}

function waitersOf(held: Held, endpoint: string): Set<() => void> {
  const known = held.get(endpoint) ?? new Set()
  held.set(endpoint, known)
  return known
}

/** The time stays: a receiver that checks only that is found out. */
function withWrongSignature(headers: Outbound['headers'], random: Random): Outbound['headers'] {
  const wrong = Buffer.from(random.bytes(32)).toString('hex')
  const genuine = headers['Stripe-Signature'] ?? ''
  return { ...headers, 'Stripe-Signature': genuine.replaceAll(/v1=[0-9a-f]+/g, `v1=${wrong}`) }
}
