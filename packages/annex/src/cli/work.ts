/** `annex work`: background work alone, beside a server started with `--no-worker`. */
import type { Command } from 'commander'
import { readCommon, withCommonOptions } from './common.js'
import { extensionOptions } from './extension-settings.js'
import { asOnlyProcess } from './one-process.js'
import { sayReady, stopOnSignals } from './running.js'
import type { Flags } from './settings.js'

const DEFAULTS = { port: 4300 }

const EXAMPLES = `
Several workers need a Postgres server (DATABASE_URL). An embedded store belongs to one process:
there, 'annex start' does the work itself.

Exit codes: 0 stopped when asked, 1 failed, 2 wrong usage, 78 wrong configuration.`

export function define(command: Command): void {
  withCommonOptions(command, DEFAULTS)
    .option('--public-url <url>', "the server's address (default http://localhost:PORT)")
    .option('--database <url>', 'postgres://…; left out: embedded, below --data')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(flags: Flags): Promise<void> {
  const { port, data, outside, log, json, surroundings } = await readCommon(
    'extension',
    flags,
    DEFAULTS,
  )
  const fallback = { publicUrl: `http://localhost:${port}` }
  const options = extensionOptions(flags, surroundings, fallback)
  // Help and a wrong setting are answered without it.
  const { createExtension } = await import('../extension.js')
  const extension = createExtension({ ...options, data, outside, log })
  try {
    await asOnlyProcess(() => extension.work())
  } catch (error) {
    await extension.close()
    throw error
  }
  stopOnSignals(() => extension.close(), log)
  if (json) return sayReady({ data, store: extension.store })
  process.stdout.write('\n  worker     running\n  stop       ctrl-c\n\n')
}
