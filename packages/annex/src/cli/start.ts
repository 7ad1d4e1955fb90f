/** `annex start`: the extension's server, and a worker unless told otherwise. */
import type { Command } from 'commander'
import { readCommon, withCommonOptions } from './common.js'
import type { ExtensionServer } from './extension-server.js'
import { extensionOptions } from './extension-settings.js'
import { sayReady, stopOnSignals } from './running.js'
import type { Flags } from './settings.js'

const DEFAULTS = { port: 4300 }

const EXAMPLES = `
Examples:
  annex start                       keeps its data in .annex, or in DATABASE_URL when that is set
  annex start --no-worker           pages and webhooks only; run 'annex work' beside it
  annex start --public-url https://metrics.example --port 8080

Needs STRIPE_SECRET_KEY, STRIPE_CLIENT_ID, STRIPE_WEBHOOK_SECRET, and in production ENCRYPTION_KEY.
With the local platform:  annex env >> .env

Exit codes: 0 stopped when asked, 1 failed, 2 wrong usage, 78 wrong configuration.`

export function define(command: Command): void {
  withCommonOptions(command, DEFAULTS)
    .option('--public-url <url>', 'the address people use (default http://localhost:PORT)')
    .option('--database <url>', 'postgres://…; left out: embedded, below --data')
    .option('--no-worker', 'do no background work in this process')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(flags: Flags): Promise<void> {
  const common = await readCommon('extension', flags, DEFAULTS)
  // Help and a wrong setting are answered without it.
  const { startExtensionServer } = await import('./extension-server.js')
  const server = await startExtensionServer({
    ...common,
    work: flags.worker !== false,
    settings: ({ port }) =>
      extensionOptions(flags, common.surroundings, { publicUrl: `http://localhost:${port}` }),
  })
  stopOnSignals(() => server.close(), common.log)
  const url = server.extension.publicUrl
  if (common.json) return sayReady({ url, listening: server.serving.url, data: common.data })
  process.stdout.write(`\n${(await linesFor(server)).map((line) => `  ${line}\n`).join('')}\n`)
}

async function linesFor({ extension, serving }: ExtensionServer): Promise<string[]> {
  const setup = await extension.setupLink()
  return [
    `extension  ${extension.publicUrl}   listening on ${serving.url}`,
    `store      ${STORES[extension.store]}`,
    `access     ${ACCESS[extension.access]}`,
    ...(setup ? [`set up     ${setup}`] : []),
    'stop       ctrl-c',
  ]
}

const STORES = {
  server: 'Postgres',
  embedded: 'embedded Postgres: for development, it does not survive losing power',
}

const ACCESS = {
  host: "the host app's own sign-in",
  open: 'open, without a password, to this machine alone',
  password: 'email and password',
}
