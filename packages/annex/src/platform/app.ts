/** The platform put together: store, engine, webhooks, time and pages, behind one `fetch`. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { isHeld, systemClock } from '../core/clock.js'
import { lockDirectory } from '../core/directory-lock.js'
import { createLog, type Log } from '../core/log.js'
import { outsideWith, type Outside } from '../core/outside.js'
import { deliveriesTo, IN_MEMORY, type PlatformOptions } from './config.js'
import { createEngine, type Engine } from './engine/context.js'
import { directly } from './engine/direct.js'
import { createPace } from './engine/pace.js'
import { perform, type Performed } from './engine/perform.js'
import { respond } from './engine/respond.js'
import { holdKey } from './engine/running.js'
import { healthAnswer } from './health.js'
import { keepClock, takeUpClock } from './kept-clock.js'
import { openKeys, type Keys } from './master-key.js'
import type { Direct } from '../web/direct.js'
import type { NodeBindings } from '../web/limited-server.js'
import type { Upgrade } from '../web/websocket/upgrade.js'
import { resourcesWith } from './resources.js'
import { forgetAll, snapshotOf, type Snapshot } from './snapshot.js'
import { secondApi, type SecondApi } from './second-api/routes.js'
import { stripeCliRoutes, type StripeCliRoutes } from './stripe-cli/routes.js'
import { createAccount, type CreatedAccount, type NewAccount } from './store/accounts.js'
import { createRequestLog } from './store/requests.js'
import { openStore, type Store } from './store/store.js'
import { runDue, watchDue } from './time/due.js'
import { keepHouse } from './time/housekeeping.js'
import { platformClock, type PlatformClock } from './time/platform-clock.js'
import { eventsAt } from './versions/event.js'
import { createVersions } from './versions/versions.js'
import { withTrouble } from './trouble/answers.js'
import { troubledEgress } from './trouble/deliveries.js'
import { troubleDoor, type TroubleDoor } from './trouble/door.js'
import { createTrouble, type Trouble } from './trouble/trouble.js'
import { createEgress } from './webhooks/egress.js'
import { startWebhooks, type Webhooks } from './webhooks/webhooks.js'

/** What every room of the platform may be given. */
export interface PlatformParts extends Keys {
  readonly store: Store
  readonly outside: Outside
  readonly log: Log
  readonly engine: Engine
  readonly webhooks: Webhooks
  readonly stripeCli: StripeCliRoutes
  readonly second: SecondApi
  readonly clock: PlatformClock
  /** What goes wrong on purpose. */
  readonly trouble: Trouble
  /** Runs for others than its makers: nothing goes wrong on purpose then. */
  readonly production: boolean
  /** Where people reach the platform, without a slash at the end. */
  readonly publicUrl: () => string
  /** The directory of the data, or `:memory:`. */
  readonly data: string
  /** Aborted when the platform closes: what is held open ends. */
  readonly closing: AbortSignal
}

export interface Platform {
  /** Answers anything; takes what `fetch` takes, so that clients work without a socket. */
  readonly fetch: (
    input: Request | string | URL,
    init?: RequestInit,
    node?: NodeBindings,
  ) => Promise<Response>
  /** The same for a server, which need not wait for what can be answered at once. */
  readonly handle: (request: Request, node?: NodeBindings) => Response | Promise<Response>
  /** Answers most API requests of a server without either object. */
  readonly direct: Direct
  /** Lets the official command line listen. */
  readonly upgrade: Upgrade
  readonly parts: PlatformParts
  /** Where it listens, once that is known; objects carry links people open. */
  listensAt(url: string): void
  createAccount(account: NewAccount): CreatedAccount
  /** One API request on behalf of somebody already known, without HTTP. */
  perform(request: Performed): { status: number; body: unknown }
  /** The whole platform's clock: what it shows, and moving it while requests are answered. */
  readonly clock: PlatformClock
  /** What goes wrong on purpose: the same as `/trouble` of the control port. */
  readonly trouble: TroubleDoor
  /** Moves a held clock to `seconds` (Unix), running what falls due on the way at its own time. */
  advanceTo(seconds: number): void
  /** Sets aside all that is kept, to come back to it. In memory only. */
  snapshot(): Snapshot
  /** Forgets all that is kept: accounts, keys and what seeds made too. In memory only. */
  reset(): void
  close(): Promise<void>
}

/**
 * Opens the data, brings its tables up to date and takes up what was left undone.
 * @param wayOut how word of events leaves the house
 */
export function openPlatform(options: PlatformOptions = {}, wayOut = createEgress): Platform {
  const outside = outsideWith(options.outside)
  const data = options.data ?? IN_MEMORY
  const unlock = data === IN_MEMORY ? undefined : lockDirectory(data, outside.random)
  if (data !== IN_MEMORY) mkdirSync(data, { recursive: true })
  takeUpClock(data, outside.clock)
  const store = openStore(data === IN_MEMORY ? IN_MEMORY : join(data, 'platform.db'))
  const keys = openKeys(data, outside.random)
  let listening = options.publicUrl ?? 'http://127.0.0.1:4242'
  const publicUrl = () => listening
  const log = options.log ?? createLog('silent', 'platform')
  const requests = createRequestLog(store, outside.timers)
  const allowed = deliveriesTo(options)
  const production = options.production ?? false
  const signingClock = options.signingClock ?? systemClock
  const trouble = createTrouble()
  const egress = troubledEgress(wayOut(allowed), { trouble, timers: outside.timers })
  const versions = createVersions()
  const eventAt = eventsAt(versions, store)
  const webhooks = startWebhooks({ ...keys, store, outside, log, egress, signingClock, eventAt })
  const engine = createEngine(
    {
      ...{ ...keys, store, outside, log, requests, versions, baseUrl: publicUrl },
      pace: options.rateLimits ? createPace(outside.clock) : undefined,
    },
    resourcesWith({ store, keys, outside, allowed }),
  )
  const stripeCli = stripeCliRoutes({ ...keys, engine, webhooks, signingClock })
  const second = secondApi({ ...keys, engine, tell: stripeCli.thinEvent })
  const closing = new AbortController()
  const due = isHeld(outside.clock) ? undefined : watchDue(engine)
  const moved = () => {
    keepClock(data, outside.clock)
    due?.moved()
    webhooks.wake()
  }
  const clock = platformClock({
    ...{ engine, production, closing: closing.signal, moved },
    hold: () => webhooks.hold(),
  })
  const parts: PlatformParts = {
    ...{
      ...keys,
      store,
      outside,
      log,
      engine,
      webhooks,
      stripeCli,
      second,
      clock,
      publicUrl,
      data,
    },
    ...{ trouble, production },
    closing: closing.signal,
  }
  const direct = second.beside(stripeCli.beside(directly(engine)))
  const house = isHeld(outside.clock) ? undefined : keepHouse({ store, outside, log })

  return {
    handle: (request, node) => route(parts, request, node),
    fetch: async (input, init, node) =>
      route(parts, input instanceof Request ? input : new Request(input, init), node),
    // Trouble needs the whole request, and the socket it came by.
    direct: (incoming) => (trouble.isOn() ? undefined : direct(incoming)),
    upgrade: stripeCli.upgrade,
    parts,
    clock,
    listensAt(url) {
      listening = options.publicUrl ?? url
    },
    createAccount: (account) =>
      createAccount(account, { ...keys, store, random: outside.random, now: outside.clock.now() }),
    perform: (request) => perform(engine, request),
    trouble: troubleDoor(trouble, { random: outside.random, production }),
    advanceTo(seconds) {
      advance(engine, seconds)
      webhooks.wake()
    },
    snapshot: () => snapshotOf(parts, isHeld(outside.clock) ? outside.clock : undefined),
    reset: () => forgetAll(parts),
    async close() {
      if (closing.signal.aborted) return
      closing.abort()
      stripeCli.close()
      await webhooks.close()
      due?.close()
      house?.close()
      requests.flush()
      store.close()
      unlock?.()
    },
  }
}

function route(
  parts: PlatformParts,
  request: Request,
  node: NodeBindings | undefined,
): Response | Promise<Response> {
  const path = pathOf(request.url)
  const { trouble, outside, closing } = parts
  if (!trouble.isOn() || !IS_TROUBLED.test(path)) return routed(parts, path, request, node)
  const carryOut = () => routed(parts, path, request, node)
  const hold = ({ headers }: Request) =>
    holdKey(parts.engine, (name) => headers.get(name) ?? undefined)
  const tools = { timers: outside.timers, closing, hold }
  return withTrouble(trouble, { request, path, node }, carryOut, tools)
}

function routed(
  parts: PlatformParts,
  path: string,
  request: Request,
  node: NodeBindings | undefined,
): Response | Promise<Response> {
  if (IS_DRAWN.test(path) && request.method === 'GET') return drawn(parts, request)
  if (IS_API.test(path) && !IS_CONTENT.test(path)) {
    const { stripeCli, second, engine } = parts
    return (
      stripeCli.answer(path, request) ?? second.answer(path, request) ?? respond(engine, request)
    )
  }
  return healthAnswer(parts, path) ?? page(parts, request, node)
}

async function page(
  parts: PlatformParts,
  request: Request,
  node: NodeBindings | undefined,
): Promise<Response> {
  parts.engine.requests.flush()
  // Pages are loaded when the first is asked for: an API alone starts without them.
  const { pagesOf } = await import('./pages.js')
  return pagesOf(parts).fetch(request, node)
}

async function drawn({ engine }: PlatformParts, request: Request): Promise<Response> {
  const answered = await respond(engine, request)
  const { drawQuote } = await import('./hosted/quote/quote-file.js')
  return drawQuote(engine, answered)
}

/** An operation like any other, whose answer is a file. */
const IS_DRAWN = /^\/+v1\/quotes\/[^/?#]+\/pdf(?:[?#]|$)/

/** Hardly anything of the second API is carried out, but its clients read refusals, not pages. */
const IS_API = /^\/+v[12](?:[/?#]|$)/

/** What programs ask, not people. */
const IS_TROUBLED = /^\/+(?:v[12]|oauth\/(?:token|deauthorize))(?:[/?#]|$)/

/** Bytes of an uploaded file rather than an object about it. */
const IS_CONTENT = /^\/+v1\/files\/[^/?#]+\/contents(?:[?#]|$)/

/** Without building a URL: this runs before every API request. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  return start === -1 ? '/' : url.slice(start)
}

function advance(engine: Engine, seconds: number): void {
  const { clock } = engine.outside
  if (!isHeld(clock)) throw new TypeError('Only a held clock can be moved.')
  runDue(engine, seconds, (at) => {
    if (at > clock.now()) clock.moveTo(at)
  })
  clock.moveTo(seconds)
}
