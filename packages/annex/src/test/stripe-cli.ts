/** The official command line, run against a platform of ours: one command, one trigger. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where `npm run cli:sweep` puts it; the package of each machine holds one file. */
export const CLI_VERSION = '1.52.0'
export const CLI_PACKAGE = `@stripe/cli-${process.platform}-${process.arch}`
export const CLI_FOLDER = fileURLToPath(new URL('../../../../.cache/stripe-cli/', import.meta.url))

/** The binary's path; undefined when nobody has fetched it. */
export function stripeCli(): string | undefined {
  const path = join(CLI_FOLDER, 'node_modules', CLI_PACKAGE, 'bin', 'stripe')
  return existsSync(path) ? path : undefined
}

export interface CliWorld {
  readonly binary: string
  /** `http://127.0.0.1:4242`: the one form of address it takes. */
  readonly url: string
  /** It reaches other hosts only through this. */
  readonly socket?: string
  /** Empty: the one it was given by `login`. */
  readonly key: string
  /** Where it keeps its own configuration. */
  readonly home?: string
}

export interface CliEnded {
  readonly code: number | null
  /** Both streams as they came. */
  readonly output: string
}

/** Runs one command to its end. */
export async function runCli(args: readonly string[], world: CliWorld): Promise<CliEnded> {
  const child = startCli(args, world)
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  child.stderr.on('data', (chunk) => (output += String(chunk)))
  const [code] = await once(child, 'close')
  return { code, output }
}

/** Starts one that stays, such as `listen`. */
export function startCli(args: readonly string[], world: CliWorld) {
  const { binary, url, socket, key, home = join(tmpdir(), 'annex-stripe-cli') } = world
  const where = socket === undefined && args[0] !== 'login' ? ['--api-base', url] : []
  return spawn(binary, [...args, ...where], {
    env: {
      PATH: process.env.PATH ?? '',
      ...(socket === undefined ? {} : { STRIPE_CLI_UNIX_SOCKET: socket }),
      ...(key === '' ? {} : { STRIPE_API_KEY: key }),
      XDG_CONFIG_HOME: home,
      // Nothing leaves the machine: what isn't loopback goes to a proxy that isn't there.
      ...{ HTTPS_PROXY: 'http://127.0.0.1:1', STRIPE_CLI_TELEMETRY_OPTOUT: '1' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Every name `stripe trigger` lists. */
export async function supportedTriggers(world: CliWorld): Promise<string[]> {
  const { output } = await runCli(['trigger', '--help'], world)
  const listed = /Supported events:\n([\s\S]*?)\n\n/.exec(output)?.[1] ?? ''
  return listed.split('\n').map((line) => line.trim())
}

const SAME_EVENT: Readonly<Record<string, string>> = {
  'subscription.payment_failed': 'invoice.payment_failed',
  'subscription.payment_succeeded': 'invoice.payment_succeeded',
}

/** The type of event a trigger is about: countries are left out of it, two have another name. */
export function typeOfTrigger(name: string): string {
  return SAME_EVENT[name] ?? name.replace(/\.(?:eu|gb)$/, '')
}
