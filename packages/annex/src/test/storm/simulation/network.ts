/** Everything that travels between the two halves, and what may happen to it on the way. */
import type { Answer, Egress, Outbound } from '../../../platform/webhooks/egress.js'
import type { AnswerFault, DeliveryFault, Weather } from './faults.js'
import type { Actor, Machine } from './machine.js'

/** A process that takes deliveries. */
export interface Receiver {
  readonly owner: Actor
  receive(request: Request): Promise<Response>
}

export interface NetworkParts {
  machine: Machine
  weather: Weather
  /** The platform's handler. */
  platform: (request: Request) => Promise<Response>
  /** Who listens just now; undefined: nobody, the connection is refused. */
  receiver: () => Receiver | undefined
  /** A receiver said yes to these bytes. */
  acknowledged: (body: string) => void
}

/** On the way, in milliseconds; what goes out together may arrive in any order. */
const LATENCY_MS = 25
const TIMEOUT_MS = 35_000
/** As a list asks for them; the platform gives fewer, so that a small shop has many pages. */
const PAGE = 4

export class Network {
  readonly #parts: NetworkParts
  readonly #platform: Actor
  readonly #sent: Outbound[] = []
  #flying = new Set<{ to: Actor; broken: (error: Error) => void }>()

  constructor(parts: NetworkParts, platform: Actor) {
    this.#parts = parts
    this.#platform = platform
  }

  /** The shop's own way to the platform: nothing happens to it. */
  readonly calmFetch: typeof fetch = async (input, init) => {
    await this.#hop('request')
    const answer = await this.#ask(new Request(input, init))
    await this.#hop('answer')
    return answer
  }

  /** The extension's way to the platform. */
  readonly fetch: typeof fetch = (input, init) => {
    const request = smallPages(new Request(input, { ...init, signal: null }))
    return untilAborted(this.#troubled(request), init?.signal ?? undefined)
  }

  /** The platform's way to the extension. */
  readonly egress: Egress = {
    post: (request, signal) => untilAborted(this.#deliver(request), signal),
    close: async () => undefined,
  }

  /** A process ended: whoever waited for its answer sees the connection break. */
  forget(owner: Actor): void {
    for (const flight of this.#flying) {
      if (flight.to === owner) flight.broken(new Error('The other side went away.'))
    }
  }

  #hop(label: string, ms = 0): Promise<void> {
    const { machine } = this.#parts
    return machine.pause(ms + machine.random.integer(LATENCY_MS), label)
  }

  /** The platform's own tasks are not those of whoever asks. */
  #ask(request: Request): Promise<Response> {
    const { machine, platform } = this.#parts
    return machine.as(this.#platform, () => platform(request))
  }

  async #troubled(request: Request): Promise<Response> {
    const strike = this.#parts.weather.strikes('answer')
    await this.#hop(`request ${request.method} ${new URL(request.url).pathname}`)
    const unasked = strike && (await this.#unasked(strike.does))
    if (unasked) return unasked
    const answer = await this.#ask(request)
    const text = await answer.text()
    const { status } = answer
    await this.#hop(`answer ${status}`, strike?.does === 'slow' ? strike.ms : 0)
    const headers = new Headers(answer.headers)
    if (strike?.does === 'reset') throw new TypeError('The connection was reset on purpose.')
    if (strike?.does !== 'cut') return new Response(text, { status, headers })
    return new Response(text.slice(0, text.length / 2), { status, headers })
  }

  /** Faults in whose case the platform never hears of the request. */
  async #unasked(fault: AnswerFault): Promise<Response | undefined> {
    switch (fault) {
      case 'rate_limit':
        return answerWith(429, { error: { type: 'api_error', code: 'rate_limit', message: '' } })
      case 'error':
        return answerWith(500, { error: { type: 'api_error', message: 'On purpose.' } })
      case 'html':
        return new Response('<!doctype html><title>A proxy</title>', {
          headers: { 'content-type': 'text/html' },
        })
      case 'not_a_list':
        return answerWith(200, { object: 'something_else', data: 'on purpose' })
      case 'timeout':
        await this.#hop('timeout', TIMEOUT_MS)
        throw new TypeError('The connection was closed, unanswered, on purpose.')
      default:
        return undefined
    }
  }

  async #deliver(request: Outbound): Promise<Answer> {
    const strike = this.#parts.weather.strikes('delivery')
    this.#sent.push(request)
    if (!strike) return this.#post(request)
    switch (strike.does) {
      case 'drop':
        return { status: 200, retryAfter: null, body: '' }
      case 'fail':
        throw new Error('The connection was lost on purpose.')
      default:
        return this.#strange(strike.does, request, strike.ms)
    }
  }

  /** Faults in whose case something arrives all the same. */
  async #strange(
    fault: Exclude<DeliveryFault, 'drop' | 'fail'>,
    request: Outbound,
    ms: number,
  ): Promise<Answer> {
    switch (fault) {
      case 'lose_answer':
        await this.#post(request)
        throw new Error('The answer was lost on purpose.')
      case 'duplicate':
        void this.#post(request).catch(() => undefined)
        return this.#post(request)
      case 'delay':
        await this.#hop('delay', ms)
        return this.#post(request)
      case 'forge':
        await this.#post(forged(request, this.#parts.machine)).catch(() => undefined)
        return this.#post(request)
      case 'replay':
        this.#postLater(this.#sent[ms % this.#sent.length] ?? request, ms)
        return this.#post(request)
      default:
        return fault satisfies never
    }
  }

  /** Word that was delivered before, as it was: whoever kept the bytes may send them again. */
  #postLater(request: Outbound, ms: number): void {
    void this.#hop('replay', ms)
      .then(() => this.#post(request))
      .catch(() => undefined)
  }

  async #post({ url, headers, body }: Outbound): Promise<Answer> {
    const { machine, receiver, acknowledged } = this.#parts
    await this.#hop('delivery')
    const to = receiver()
    if (!to) throw Object.assign(new Error('Nobody listens.'), { code: 'ECONNREFUSED' })
    const request = new Request(url, { method: 'POST', headers, body })
    const answer = await this.#answerOf(to, () => machine.as(to.owner, () => to.receive(request)))
    const text = await answer.text()
    if (answer.ok) acknowledged(body)
    await this.#hop(`delivered ${answer.status}`)
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: text }
  }

  async #answerOf(to: Receiver, ask: () => Promise<Response>): Promise<Response> {
    const { promise, reject } = Promise.withResolvers<never>()
    const flight = { to: to.owner, broken: reject }
    this.#flying.add(flight)
    try {
      return await Promise.race([ask(), promise])
    } finally {
      this.#flying.delete(flight)
    }
  }
}

function answerWith(status: number, body: object): Response {
  return Response.json(body, { status })
}

function smallPages(request: Request): Request {
  const url = new URL(request.url)
  if (Number(url.searchParams.get('limit')) <= PAGE) return request
  url.searchParams.set('limit', String(PAGE))
  return new Request(url, request)
}

/** The time stays right: a receiver that checks only that is found out. */
function forged(request: Outbound, { random }: Machine): Outbound {
  const wrong = Buffer.from(random.bytes(32)).toString('hex')
  const genuine = request.headers['Stripe-Signature'] ?? ''
  const header = genuine.replaceAll(/v1=[0-9a-f]+/g, `v1=${wrong}`)
  // Newer than everything, and a lie.
  const body = request.body
    .replaceAll(/"id": ?"evt_[^"]*"/g, `"id": "evt_forged${wrong.slice(0, 12)}"`)
    .replaceAll(/"(name|description)": ?(?:"[^"]*"|null)/g, '"$1": "Forged"')
  return { ...request, headers: { ...request.headers, 'Stripe-Signature': header }, body }
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  work.catch(() => undefined)
  const aborted = Promise.withResolvers<never>()
  aborted.promise.catch(() => undefined)
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort)
  try {
    if (signal.aborted) abort()
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
