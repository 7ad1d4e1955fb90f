/** Both halves on one machine, and the hands that act on them. */
import { Stripe } from 'stripe'
import { apiVersion } from '../../../catalogue/catalogue.js'
import { seededRandom } from '../../../core/random.js'
import { disconnect } from '../../../extension/connect/disconnect.js'
import { establish } from '../../../extension/connect/establish.js'
import { findConnection } from '../../../extension/store/connections.js'
import { seedPlatform } from '../../../platform.js'
import { openPlatform, type Platform } from '../../../platform/app.js'
import { disconnect as endGrant } from '../../../platform/oauth/connection.js'
import { applyConnection } from '../../../platform/seed/connections.js'
import { rollSecret } from '../../../platform/store/endpoints.js'
import { newSigningSecret, sealSigningSecret } from '../../../platform/webhooks/secrets.js'
import { ACCOUNT, CLIENT_ID, seedWith, WEBHOOK_SECRET } from '../shop-seed.js'
import type { Engine } from './engine.js'
import { Weather } from './faults.js'
import { actor, type Machine } from './machine.js'
import { Network } from './network.js'
import type { Plan } from './plan.js'
import { Processes } from './processes.js'
import type { Program } from './program.js'
import { Promises } from './promises.js'
import { Store } from './store.js'

/** Nobody runs just now, so whoever wants something comes back later. */
const LATER_MS = 400

/** Two secrets count while one is being rolled. */
const OVERLAP_SECONDS = 30

const KEY = { account: ACCOUNT, livemode: false }

export class World {
  readonly platform: Platform
  readonly weather: Weather
  readonly promises: Promises
  readonly processes: Processes
  readonly machine: Machine
  readonly engine: Engine
  /** The shop's own client. */
  readonly stripe: Stripe
  readonly #owner = actor('platform')

  constructor(plan: Plan, engine: Engine, machine: Machine) {
    this.engine = engine
    this.machine = machine
    this.weather = new Weather(plan.faults)
    this.promises = new Promises(engine)
    const network = new Network(
      {
        ...{ machine, weather: this.weather },
        platform: (request) => this.platform.fetch(request),
        receiver: () => this.processes.running()[0],
        acknowledged: (body) => this.promises.acknowledged(body),
      },
      this.#owner,
    )
    const store = new Store({
      ...{ engine, machine, weather: this.weather, promises: this.promises },
      kill: (owner) => this.processes.crash(owner),
    })
    this.processes = new Processes(
      {
        ...{ machine, store, network, wanted: plan.processes },
        counts: (what) => this.weather.count(what),
        onEvent: (id) => this.promises.told(id),
      },
      WEBHOOK_SECRET,
    )
    this.platform = machine.as(this.#owner, () => {
      const clock = { nowMs: () => machine.nowMs(), now: () => Math.floor(machine.nowMs() / 1000) }
      const outside = { clock, random: seededRandom(`platform ${plan.seed}`) }
      return openPlatform({ outside, signingClock: clock }, () => network.egress)
    })
    this.stripe = new Stripe('sk_test_harbour', {
      httpClient: Stripe.createFetchHttpClient(network.calmFetch),
      ...{ host: '127.0.0.1', port: 4242, protocol: 'http' as const },
      ...{ telemetry: false, maxNetworkRetries: 0 },
    })
  }

  /** Begins the platform; nobody listens to it yet. */
  async open(): Promise<void> {
    const { accounts } = seedWith('http://127.0.0.1:4300/webhooks')
    await this.machine.as(this.#owner, () => seedPlatform(this.platform, { accounts }))
  }

  /** Begins the extension, and connects the account for the first time. */
  async begin(): Promise<void> {
    await this.processes.fill()
    await this.connect()
  }

  async close(): Promise<void> {
    await this.processes.close()
    await this.machine.as(this.#owner, () => this.platform.close())
    this.machine.kill(this.#owner)
  }

  /** The end of a connect: the platform grants, and the extension keeps what it was granted. */
  async connect(): Promise<void> {
    const { outside, ...parts } = this.platform.parts
    const tools = { ...parts, clock: outside.clock, random: outside.random }
    const scope = 'read_only' as const
    const connection = { application: CLIENT_ID, account: ACCOUNT, scope }
    this.machine.as(this.#owner, () => applyConnection(connection, tools))
    const grant = { ...KEY, scope, tokens: {} }
    const keep = ({ rooms, database }: Program) =>
      database.transaction((tx) =>
        establish(tx, { grant, tenant: 'tenant', appState: null }, rooms.connect),
      )
    while (!(await this.processes.with(keep))) await this.machine.pause(LATER_MS, 'come back')
  }

  /** Somebody presses the button in the extension's console. */
  async disconnect(): Promise<void> {
    this.weather.count('disconnected here')
    await this.processes.with(async ({ rooms, database }) => {
      const connection = await findConnection(database, KEY)
      if (connection && connection.state !== 'purging') await disconnect(connection, rooms.connect)
    })
  }

  /** The account's owner ends it at the platform. */
  deauthorize(): void {
    const [grant] = this.#grants()
    if (!grant) return
    this.weather.count('disconnected there')
    const { store, outside } = this.platform.parts
    const tools = { store, clock: outside.clock, random: outside.random, apiVersion }
    this.machine.as(this.#owner, () => endGrant(tools, grant.id, 'account'))
  }

  /** The secret is changed at the platform; processes learn the new one as they start anew. */
  async rollSecret(): Promise<void> {
    this.weather.count('secret rolled')
    const { store, outside, keyRing } = this.platform.parts
    const [endpoint] = store.all<{ id: string }>('select id from endpoints')
    if (!endpoint) return
    const secret = newSigningSecret(outside.random)
    const sealed = sealSigningSecret(secret, endpoint.id, { keyRing, random: outside.random })
    rollSecret(store, endpoint.id, sealed, outside.clock.now() + OVERLAP_SECONDS)
    this.processes.secrets = [secret, ...this.processes.secrets.slice(0, 1)]
    await this.processes.restartAll()
  }

  syncNow(): Promise<boolean> {
    return this.processes.with(async ({ rooms, database }) => {
      const connection = await findConnection(database, KEY)
      if (connection && connection.state !== 'purging') await rooms.sync.syncNow(connection)
    })
  }

  isGranted(): boolean {
    return this.#grants().length > 0
  }

  async calm(): Promise<void> {
    this.weather.end()
    await this.processes.calm()
  }

  #grants(): { id: string }[] {
    const living = 'select id from grants where account = ? and revoked_at is null'
    return this.platform.parts.store.all<{ id: string }>(living, ACCOUNT)
  }
}
