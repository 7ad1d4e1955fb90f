/** `annex env`: the lines an app needs in its `.env` to talk to the running platform. */
import type { Command } from 'commander'
import { readCredentials, type Credentials, type KnownAccount } from './credentials.js'
import { Failure } from './failure.js'
import { find, readSurroundings } from './settings.js'

const EXAMPLES = `
Examples:
  annex env >> .env                        the account that owns an extension, else the first
  annex env --account acct_harbour         another account
  annex env --data ./elsewhere --json      of the platform that keeps its data there`

export function define(command: Command): void {
  command
    .option('--account <id>', 'whose keys (default: whoever owns an extension)')
    .option('--live', 'live mode keys')
    .option('--data <directory>', 'where the platform keeps its data (default .annex)')
    .option('--json', 'one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

interface EnvFlags {
  account?: string
  live?: true
  data?: string
  json?: true
}

async function run(flags: EnvFlags): Promise<void> {
  const surroundings = await readSurroundings(process.cwd(), 'platform', process.env)
  const data = find({ flag: 'data', config: 'data' }, { ...flags }, surroundings)?.text ?? '.annex'
  const credentials = readCredentials(data)
  if (!credentials) throw nothingKnown(data)
  const account = chosen(credentials, flags.account)
  const lines = linesFor(account, credentials.url, flags.live ? 'live' : 'test')
  const known = Object.entries(lines).filter(([, value]) => value !== undefined)
  process.stdout.write(
    flags.json
      ? `${JSON.stringify(Object.fromEntries(known))}\n`
      : known.map(([name, value]) => `${name}=${value}\n`).join(''),
  )
  explainMissing(lines, credentials.url)
}

/** Undefined: not known. */
type Lines = Record<string, string | undefined>

function linesFor(account: KnownAccount, url: string, mode: 'test' | 'live'): Lines {
  const known = account[mode]
  return {
    STRIPE_SECRET_KEY: known.secret_key,
    STRIPE_PUBLISHABLE_KEY: known.publishable_key,
    STRIPE_CLIENT_ID: known.client_id,
    STRIPE_WEBHOOK_SECRET: known.webhook_secrets.join(',') || undefined,
    STRIPE_API_BASE: url,
    STRIPE_CONNECT_BASE: url,
    PUBLIC_URL: known.public_url,
  }
}

function chosen({ accounts }: Credentials, asked: string | undefined): KnownAccount {
  const owner = accounts.find(({ test }) => test.client_id !== undefined) ?? accounts[0]
  const account = asked === undefined ? owner : accounts.find(({ id }) => id === asked)
  if (account) return account
  const ids = accounts.map(({ id }) => id).join(', ') || 'none'
  throw new Failure(`No keys of ${asked ?? 'any account'} are known here. Known: ${ids}.`)
}

const HOW_TO_GET: Readonly<Record<string, string>> = {
  STRIPE_SECRET_KEY: 'only its hash is kept; roll it on the page of API keys to see a new one',
  STRIPE_CLIENT_ID: 'the account has no extension; set one up under Extension settings',
  STRIPE_WEBHOOK_SECRET: 'the account had no webhook endpoint when the platform started',
}

function explainMissing(lines: Lines, url: string): void {
  for (const [name, how] of Object.entries(HOW_TO_GET)) {
    if (lines[name] === undefined) process.stderr.write(`# ${name}: ${how}: ${url}\n`)
  }
}

function nothingKnown(data: string): Failure {
  return new Failure(
    `Nothing is known about a platform in ${data}. Start one with 'annex platform' or 'annex dev' ` +
      `in this directory, or name its directory with --data. One in memory leaves nothing to read.`,
  )
}
