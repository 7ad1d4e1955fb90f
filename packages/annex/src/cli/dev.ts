/** `annex dev`: the demo, seeded and alive. What `npm start` runs. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { runningClock, systemClock } from '../core/clock.js'
import { createLog } from '../core/log.js'
import { outsideWith } from '../core/outside.js'
import { LEDGERLINE, SHOPS } from '../platform/seed/demo.js'
import { startTraffic } from '../platform/seed/live-traffic.js'
import { openControlPort, readControl, withControlOptions } from './control-port.js'
import { forgetDemo } from './dev/fresh.js'
import { greeting, type Running as Greeted } from './dev/greeting.js'
import { startHalves, type Demo, type Halves } from './dev/halves.js'
import { sayReady, stopOnSignals } from './running.js'
import { levelOf, portOf } from './values.js'

/** How far back the shops of the demo go. */
const MONTHS = 18

const EXAMPLES = `
Examples:
  annex dev             goes on where it was left; the first time, with three shops
  annex dev --fresh     begins again from nothing
  annex dev --control 4243
                        lets scripts move the clock of both halves
  annex dev --json      one line of JSON when both halves are ready, for scripts`

export function define(command: Command): void {
  withControlOptions(command)
    .option('--platform-port <number>', 'where the platform listens', '4242')
    .option('--extension-port <number>', 'where the extension listens', '4300')
    .option('--data <directory>', 'what is kept goes here', '.annex')
    .option('--fresh', 'forget everything and begin again')
    .option('--no-history', 'shops that begin today, for a quicker first start')
    .option('--no-traffic', 'no payments by themselves')
    .option('--json', 'one line of JSON on standard output when ready')
    .option('--log-level <level>', 'silent, error, warn, info, debug', 'warn')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

interface DevFlags {
  platformPort: string
  extensionPort: string
  data: string
  fresh?: true
  history: boolean
  traffic: boolean
  json?: true
  logLevel: string
  control?: string
  controlToken?: string
}

async function run(flags: DevFlags): Promise<void> {
  const demo = demoOf(flags)
  const wanted = readControl({ ...flags }, { env: process.env, config: {} })
  if (flags.fresh) forgetDemo(demo.data, demo.outside.random)
  if (!flags.json && flags.history && !existsSync(join(demo.data, 'platform.db')))
    process.stdout.write(`\n  The three shops are living through ${MONTHS} months …\n`)
  const halves = await startHalves(demo)
  const { platform } = halves.platform
  const control = await openControlPort({ platform, close: () => halves.close() }, wanted, demo)
  const accounts = flags.traffic ? SHOPS.map(({ account }) => account) : []
  const traffic = startTraffic({ engine: platform.parts.engine, accounts })
  stopOnSignals(async () => {
    traffic.stop()
    await control?.close()
    await halves.close()
  }, demo.log)
  const told = control && { url: control.url, token: control.token }
  tellReady(flags, halves, { ...demo, control: told })
}

function demoOf(flags: DevFlags): Demo {
  return {
    data: flags.data,
    // Both halves by one clock, so that moving it ages the reports with the payments.
    outside: outsideWith({ clock: runningClock(systemClock) }),
    log: createLog(levelOf({ text: flags.logLevel, from: '--log-level' }), 'dev'),
    ports: {
      platform: portOf({ text: flags.platformPort, from: '--platform-port' }),
      extension: portOf({ text: flags.extensionPort, from: '--extension-port' }),
    },
    months: flags.history ? MONTHS : 0,
  }
}

function tellReady(
  flags: DevFlags,
  { platform, extension }: Halves,
  demo: Demo & Pick<Greeted, 'control'>,
): void {
  const people = [...SHOPS, LEDGERLINE]
  const where = {
    platform: { url: platform.serving.url, data: join(demo.data, 'platform.db') },
    extension: { url: extension.extension.publicUrl, data: join(demo.data, 'extension') },
  }
  const { control } = demo
  if (flags.json) {
    return sayReady({ url: where.platform.url, data: demo.data, ...where, people, control })
  }
  const moved = [
    ...wordsIfMoved(demo.ports.platform, platform.serving.port),
    ...wordsIfMoved(demo.ports.extension, extension.serving.port),
  ]
  process.stdout.write(greeting({ ...where, people, moved, control }))
}

function wordsIfMoved(wanted: number, taken: number): string[] {
  const asked = wanted === taken || wanted === 0
  return asked ? [] : [`Port ${wanted} is taken; ${taken} is used instead.`]
}
