/**
 * Storms from the command line; `docs/storm.md` tells how to read them.
 * `npm run storm -- --seeds 1000`, `--seed 7 --shrink`, `--seed 7 --bug no-fence`; `live --seeds 20 --store Postgres`; `processes --kills 200`.
 */
import { parseArgs } from 'node:util'
import { LIVE_OPTIONS, runLive } from './live/run.js'
import { PROCESS_OPTIONS, runProcesses } from './processes/run.js'
import { OPTIONS, runSimulated } from './simulation/run.js'

const { values, positionals } = parseArgs({
  options: { ...LIVE_OPTIONS, ...PROCESS_OPTIONS, ...OPTIONS },
  allowPositionals: true,
})
const [kind = 'simulated'] = positionals
const runs = {
  simulated: () => runSimulated(values),
  live: () => runLive(values),
  processes: () => runProcesses(values),
}
if (!(kind in runs))
  throw new Error(`There are storms of these kinds: ${Object.keys(runs).join(', ')}.`)
const red = await runs[kind as keyof typeof runs]()
process.exit(red === 0 ? 0 : 1)
