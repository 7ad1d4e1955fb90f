/** Storms in real time, over sockets and either store: many in a row, with the plan of those that left a difference. */
import { storeKinds } from '../../suites/stores.js'
import { inShort } from '../in-short.js'
import { storm, type Storm } from './storm.js'

export const LIVE_OPTIONS = {
  seeds: { type: 'string', default: '20' },
  from: { type: 'string', default: '1' },
  length: { type: 'string' },
  store: { type: 'string', default: 'PGlite' },
} as const

interface Wanted {
  seeds: string
  from: string
  length?: string | undefined
  store: string
}

const total = new Map<string, number>()

/** @returns how many left a difference */
export async function runLive({
  seeds,
  from,
  length = '120',
  store: name,
}: Wanted): Promise<number> {
  const kind = (await storeKinds()).find((one) => one.name === name)
  if (!kind) throw new Error(`There is no store '${name}' here.`)
  let failed = 0
  const first = Number(from)
  for (let seed = first; seed < first + Number(seeds); seed++) {
    const store = await kind.make()
    const told = await storm(store.database, seed, Number(length))
    await store.remove()
    tell(told)
    if (told.differences.length > 0) failed += 1
  }
  console.log(`\n${seeds} storms in real time over ${kind.name}, ${failed} left a difference`)
  console.log(`struck: ${JSON.stringify(Object.fromEntries(total))}`)
  return failed
}

function tell({ seed, plan, differences, struck, compared }: Storm): void {
  for (const [fault, times] of Object.entries(struck)) {
    total.set(fault, (total.get(fault) ?? 0) + times)
  }
  const rows = Object.values(compared).reduce((sum, count) => sum + count, 0)
  const faults = Object.values(struck).reduce((sum, count) => sum + count, 0)
  console.log(`seed ${seed}: ${rows} rows, ${faults} faults, ${differences.length} differences`)
  if (differences.length === 0) return
  for (const difference of differences) console.log(`  ${inShort(difference)}`)
  console.log(`  plan: ${JSON.stringify(plan)}`)
}
