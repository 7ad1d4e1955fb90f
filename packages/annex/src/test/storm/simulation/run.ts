/** Simulated storms from the command line: many in a row, or one again, or one cut down to what matters. */
import type { parseArgs } from 'node:util'
import { inShort } from '../in-short.js'
import { bugNamed } from './bugs.js'
import type { Engine } from './engine.js'
import { drawPlan, type Plan } from './plan.js'
import { simulateWith } from './plant.js'
import { makeQueues } from './program.js'
import { preparedEngine } from './reset.js'
import { keepOnly, shrink } from './shrink.js'
import { isRed, type Outcome, type Simulate } from './simulate.js'

export const OPTIONS = {
  seeds: { type: 'string', default: '100' },
  from: { type: 'string', default: '1' },
  length: { type: 'string' },
  seed: { type: 'string' },
  keep: { type: 'string' },
  plan: { type: 'string' },
  bug: { type: 'string' },
  shrink: { type: 'boolean', default: false },
  for: { type: 'string' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

interface Ready {
  simulate: Simulate
  engine: Engine
  values: Values
}

/** An engine keeps what it prepared for its storms; after so many a new one is quicker. */
const ENGINE_LASTS = 200

/** @returns how many storms left something that must not be */
export async function runSimulated(values: Values): Promise<number> {
  const simulate = await simulateWith(values.bug)
  const engine = await preparedEngine(makeQueues)
  const ready = { simulate, engine, values }
  const { plan, seed } = values
  if (plan !== undefined) return one(JSON.parse(plan) as Plan, ready)
  return seed === undefined ? many(ready) : one(planOf(Number(seed), values), ready)
}

function planOf(seed: number, { length, keep, bug }: Values): Plan {
  const weather = bug === undefined ? {} : bugNamed(bug).weather
  const plan = drawPlan(seed, {
    ...weather,
    ...(length !== undefined && { length: Number(length) }),
  })
  return keep === undefined ? plan : keepOnly(plan, keep.split(','))
}

async function one(plan: Plan, ready: Ready): Promise<number> {
  const outcome = await ready.simulate(plan, ready.engine)
  console.log(lineOf(outcome))
  console.log(`  plan: ${JSON.stringify(plan)}`)
  await tellOf(outcome, ready)
  return isRed(outcome) ? 1 : 0
}

async function many(ready: Ready): Promise<number> {
  const { values } = ready
  const [first, began] = [Number(values.from), performance.now()]
  const last = values.for === undefined ? first + Number(values.seeds) - 1 : Infinity
  const total = new Map<string, number>()
  let [red, rows, ran] = [0, 0, 0]
  for (let seed = first; seed <= last; seed++) {
    if (secondsSince(began) > Number(values.for ?? Infinity)) break
    if (ran > 0 && ran % ENGINE_LASTS === 0) ready.engine = await preparedEngine(makeQueues)
    const outcome = await ready.simulate(planOf(seed, values), ready.engine)
    ran += 1
    for (const [name, times] of Object.entries(outcome.struck)) {
      total.set(name, (total.get(name) ?? 0) + times)
    }
    rows += sumOf(Object.values(outcome.compared))
    if (isRed(outcome)) {
      red += 1
      console.log(lineOf(outcome))
      await tellOf(outcome, ready)
    } else if (ran % 25 === 0) {
      console.log(`… ${ran} storms, ${red} red, ${secondsSince(began)} s`)
    }
  }
  console.log(
    `\n${ran} simulated storms in ${secondsSince(began)} s: ${red} red, ${rows} rows equal`,
  )
  console.log(`seeds ${first} to ${first + ran - 1}; struck: ${inOrder(total)}`)
  return red
}

function lineOf({ plan, end, trace, steps, virtualMs, struck, compared }: Outcome): string {
  const rows = sumOf(Object.values(compared))
  const faults = sumOf(Object.values(struck))
  const took = `${steps} steps in ${(virtualMs / 1000).toFixed(0)} s of its time`
  return `seed ${plan.seed}: ${end}, ${rows} rows, ${faults} faults, ${took}, trace ${trace}`
}

async function tellOf(outcome: Outcome, ready: Ready): Promise<void> {
  if (!isRed(outcome)) return
  for (const what of outcome.broken) console.log(`  broken: ${what}`)
  for (const difference of outcome.differences) console.log(`  ${inShort(difference)}`)
  if (ready.values.shrink) await cutDown(outcome.plan, ready)
}

/** The least that still fails, as a command and spelled out. */
async function cutDown(plan: Plan, { simulate, engine, values }: Ready): Promise<void> {
  const fails = async (smaller: Plan) => isRed(await simulate(smaller, engine))
  const names = await shrink(plan, fails)
  const bug = values.bug === undefined ? '' : ` --bug ${values.bug}`
  const length = values.length === undefined ? '' : ` --length ${values.length}`
  console.log(
    `  least: npm run storm -- --seed ${plan.seed}${length}${bug} --keep ${names.join(',')}`,
  )
  const { history, steps, faults } = keepOnly(plan, names)
  for (const part of [...history, ...steps, ...faults]) console.log(`    ${JSON.stringify(part)}`)
}

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 1000)
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

function inOrder(counts: ReadonlyMap<string, number>): string {
  const entries = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([name, times]) => `${name} ${times}`).join(', ')
}
