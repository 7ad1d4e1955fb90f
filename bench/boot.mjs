/** How long `annex platform` takes until it is ready, process start included: the median of ten. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const RUNS = Number(process.argv[2] ?? 10)
const annex = fileURLToPath(new URL('../packages/annex/bin/annex.cjs', import.meta.url))
const args = [annex, 'platform', '--data', ':memory:', '--port', '0', '--json']

const times = []
for (let run = 0; run < RUNS; run++) times.push(await boot())
times.sort((a, b) => a - b)
const median = times[Math.floor(RUNS / 2)]
console.log(`ready after ${median.toFixed(0)} ms (${times.map((ms) => ms.toFixed(0)).join(' ')})`)

/** @returns {Promise<number>} milliseconds until the ready line */
async function boot() {
  const started = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = await once(child.stdout, 'data')
  const took = performance.now() - started
  if (!JSON.parse(line).ready) throw new Error(`Not a ready line: ${line}`)
  child.kill()
  await once(child, 'exit')
  return took
}
