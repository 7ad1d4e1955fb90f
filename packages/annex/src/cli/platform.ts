/** `annex platform`: the platform alone, until it is told to stop. */
import type { Command } from 'commander'
import { readCommon, withCommonOptions } from './common.js'
import { openControlPort, readControl, withControlOptions } from './control-port.js'
import { Failure } from './failure.js'
import { IN_MEMORY, startPlatformServer } from './platform-server.js'
import { sayReady, stopOnSignals } from './running.js'
import { readSeedSource } from './seed-source.js'
import { find, type Flags, type Surroundings } from './settings.js'

const DEFAULTS = { port: 4242 }

const EXAMPLES = `
Examples:
  annex platform                                   keeps its data in .annex, listens on 4242
  annex platform --data :memory: --port 0 --json   for tests: forgets everything, says where it is
  annex platform --seed shop.json                  begins with the accounts in a file
  annex platform --clock 2026-01-31T12:00:00Z      begins at another time
  annex platform --control 4243                    lets tests move the clock

The same settings may stand in the environment (PORT, HOST, LOG_LEVEL), in .env, or in
annex.config.ts as  export default { platform: { port: 4242 } }.`

export function define(command: Command): void {
  withCommonOptions(command, DEFAULTS)
    .option('--seed <file>', 'accounts to begin with, JSON or TypeScript; what is there stays')
    .option('--socket <path>', 'listen on a unix socket too, for STRIPE_CLI_UNIX_SOCKET')
  withControlOptions(command)
    .option('--rate-limits', "refuse requests over Stripe's rate limits")
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(flags: Flags): Promise<void> {
  const common = await readCommon('platform', flags, DEFAULTS)
  const { data, json, socket, surroundings } = common
  const seed = find({ flag: 'seed', config: 'seed' }, flags, surroundings)?.text
  const wanted = readControl(flags, surroundings)
  const server = await startPlatformServer({
    ...common,
    production: surroundings.env.NODE_ENV === 'production',
    rateLimits: flags.rateLimits === true || surroundings.config.rateLimits === true,
    allowedHosts: allowedHostsOf(surroundings),
    seed: async () => (seed === undefined ? undefined : readSeedSource(seed)),
  })
  const control = await openControlPort(server, wanted, common)
  stopOnSignals(async () => {
    await control?.close()
    await server.close()
  }, common.log)
  const { url } = server.serving
  const accounts = server.seeded.map(({ id, email, keys }) => ({ id, email, keys }))
  const told = control && { url: control.url, token: control.token }
  if (json) return sayReady({ url, data, socket, accounts, control: told })
  const kept = data === IN_MEMORY ? 'in memory, forgotten at the end' : `${data}/platform.db`
  const lines = [
    `platform  ${url}   API, OAuth, dashboard   ${kept}`,
    ...(socket ? [`socket    ${socket}`] : []),
    ...(told ? [`control   ${told.url}   ${told.token}`] : []),
    ...accounts.map(({ id, keys }) => `account   ${id}   ${keys.test.secret ?? ''}`),
    'stop      ctrl-c',
  ]
  process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`)
}

function allowedHostsOf({ config }: Surroundings): string[] {
  const { allowedHosts = [] } = config
  const isList =
    Array.isArray(allowedHosts) && allowedHosts.every((host) => /^[^/]+:\d+$/.test(host))
  if (isList) return allowedHosts
  throw new Failure("'allowedHosts' in annex.config.ts must be a list such as ['app:3000'].", 78)
}
