/** One simulated storm: a plan carried out on a machine of its own, and what is left when it is over. */
import type { Row } from '../../../extension/store/database.js'
import { compare, type Difference } from '../../stories/mirror-compare.js'
import { ACCOUNT } from '../shop-seed.js'
import { openShop, type Shop } from '../shop.js'
import type { Engine } from './engine.js'
import { Machine } from './machine.js'
import type { Plan, Step } from './plan.js'
import { reset } from './reset.js'
import { World } from './world.js'

export interface Outcome {
  readonly plan: Plan
  /** Rows of each kind that were compared; none where the connection ended. */
  readonly compared: Readonly<Record<string, number>>
  readonly differences: readonly Difference[]
  /** Promises that were not kept, in words. */
  readonly broken: readonly string[]
  /** What really happened to it, and how often. */
  readonly struck: Readonly<Record<string, number>>
  /** How the storm ended. */
  readonly end: 'connected' | 'disconnected' | 'lost'
  /** Of everything that happened, in its order. */
  readonly trace: string
  readonly steps: number
  /** How long it would have taken. */
  readonly virtualMs: number
}

/** Whether it left anything that must not be. */
export function isRed({ differences, broken }: Outcome): boolean {
  return differences.length > 0 || broken.length > 0
}

/** Wednesday 2026-09-23, 04:26:40 UTC. */
const START_MS = 1_790_137_600_000

/** More than what catching up looks back over: history comes through backfills, or not at all. */
const LONG_AGO_MS = 3_600_000

export type Simulate = (plan: Plan, engine: Engine) => Promise<Outcome>

export async function simulate(plan: Plan, engine: Engine): Promise<Outcome> {
  await reset(engine, plan.seed)
  const machine = new Machine(plan.seed, START_MS)
  machine.install(plan.seed)
  try {
    const world = new World(plan, engine, machine)
    let isOver = false
    const story = thenClose(world, tell(plan, world)).finally(() => {
      isOver = true
    })
    story.catch(() => undefined)
    await machine.run(() => isOver)
    const told = await story
    const ran = { steps: machine.steps, virtualMs: Math.round(machine.elapsedMs()) }
    return { plan, ...told, trace: machine.traceHash(), ...ran }
  } finally {
    machine.uninstall()
  }
}

/** Closing takes time of the machine's too, so it is part of the story. */
async function thenClose<T>(world: World, story: Promise<T>): Promise<T> {
  try {
    return await story
  } finally {
    await world.close()
  }
}

async function tell(plan: Plan, world: World) {
  await world.open()
  const shop = openShop(world.stripe)
  for (const change of plan.history) await shop.act(change)
  await world.machine.pause(LONG_AGO_MS, 'long after')
  await world.begin()
  for (const step of plan.steps) {
    await world.machine.pause(step.after, `then ${step.does}`)
    await take(step, world, shop)
  }
  await world.calm()
  const end = await clearUp(world)
  await world.promises.settled(isCalm(world.weather.struck))
  if (end === 'disconnected') await world.promises.gone()
  const ask = (sql: string) => world.engine.query(sql, []) as unknown as Promise<Asked[]>
  const { compared, differences } =
    end === 'connected' ? await compare(world.stripe, ask) : { compared: {}, differences: [] }
  const { broken } = world.promises
  return { compared, differences, broken, struck: world.weather.struck, end }
}

type Asked = Row & { id: string; deleted: boolean; body: Record<string, unknown> }

/** Nothing happened after which work may be done twice. */
function isCalm(struck: Readonly<Record<string, number>>): boolean {
  return !Object.keys(struck).some((name) => /^(?:statement|process|disconnected)/.test(name))
}

async function take(step: Step, world: World, shop: Shop): Promise<void> {
  const { processes } = world
  switch (step.does) {
    case 'kill':
      return processes.kill(step.nth, step.ms)
    case 'freeze':
      return processes.freeze(step.nth, step.ms)
    case 'restart':
      return processes.restart(step.nth)
    case 'clock_step':
      processes.skewSeconds = step.seconds
      return world.weather.count('clock stepped')
    case 'disconnect':
      return world.disconnect()
    case 'deauthorize':
      return world.deauthorize()
    case 'reconnect':
      return world.connect()
    case 'roll_secret':
      return world.rollSecret()
    case 'sync_now':
      return void (await world.syncNow())
    case 'pause':
      return world.machine.pause(step.ms, 'pause')
    default:
      await shop.act(step)
  }
}

/** What is under way comes to its end; then one round of catching up must do (R2). */
async function clearUp(world: World): Promise<Outcome['end']> {
  const { platform, machine } = world
  const owed = 'select count(*) as n from due where at <= ?'
  const soon = () => Math.floor(machine.nowMs() / 1000) + 60
  while ((platform.parts.store.get<{ n: number }>(owed, soon())?.n ?? 0) > 0) {
    await machine.pause(1000, 'wait for what falls due')
  }
  await quiet(world)
  await world.syncNow()
  await quiet(world)
  return endOf(world)
}

/** What is meant for later on purpose, and may be: an audit looks twice, a quarter of an hour apart. */
const OPEN = `
  select (select count(*) from pgboss.job
           where name <> 'dead'
             and (state in ('retry', 'active')
                  or state = 'created' and start_after < now() + interval '1 minute'))
       + (select count(*) from annex.rereads)
       + (select count(*) from annex.purges)
       + (select count(*) from annex.backfills where state in ('waiting', 'running')) as open`

async function quiet({ engine, machine }: World): Promise<void> {
  for (;;) {
    const [row] = await engine.query(OPEN, [])
    if (Number(row?.['open']) === 0) return
    await machine.pause(500, 'wait for quiet')
  }
}

/** How both sides see it, which must agree. */
async function endOf(world: World): Promise<Outcome['end']> {
  const { broken } = world.promises
  const sql = 'select state from annex.connections where account = $1'
  const [connection] = await world.engine.query(sql, [ACCOUNT])
  const state = connection?.['state'] as string | undefined
  if (!world.isGranted()) {
    if (state === 'active') broken.push('the extension believes in a grant that ended (C6)')
    return state === undefined ? 'disconnected' : 'lost'
  }
  if (state === undefined) broken.push('the extension left, and kept its grant (C2)')
  else if (state !== 'active') broken.push(`the connection stays ${state} (B9)`)
  return state === undefined ? 'disconnected' : 'connected'
}
