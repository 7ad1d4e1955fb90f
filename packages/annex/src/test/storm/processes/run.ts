/** Storms of processes from the command line: so many kills, over a Postgres server. */
import { storeKinds } from '../../suites/stores.js'
import { inShort } from '../in-short.js'
import { processStorm } from './storm.js'

export const PROCESS_OPTIONS = { kills: { type: 'string', default: '20' } } as const

/** Of one storm; then another world begins. */
const KILLS_EACH = 20

/** @returns how many storms left a difference */
export async function runProcesses({
  kills,
  from,
}: {
  kills: string
  from: string
}): Promise<number> {
  const kind = (await storeKinds()).find(({ name }) => name === 'Postgres')
  if (!kind) throw new Error('Storms of processes need a Postgres server; see DATABASE_URL.')
  let red = 0
  const first = Number(from)
  const storms = Math.ceil(Number(kills) / KILLS_EACH)
  for (let seed = first; seed < first + storms; seed++) {
    const store = await kind.make()
    const told = await processStorm(store, { seed, kills: Math.min(Number(kills), KILLS_EACH) })
    await store.remove()
    const rows = Object.values(told.compared).reduce((sum, count) => sum + count, 0)
    const { differences, survived, struck, changes } = told
    console.log(`seed ${seed}: ${changes} changes, ${rows} rows, ${differences.length} differences`)
    console.log(`  survived ${JSON.stringify(survived)}; the network ${JSON.stringify(struck)}`)
    for (const difference of differences) console.log(`  ${inShort(difference)}`)
    if (differences.length > 0) red += 1
  }
  console.log(`\n${storms} storms of processes, ${red} left a difference`)
  return red
}
