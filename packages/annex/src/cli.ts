/** The command line. Only the command that was asked for is loaded; the others are known by name. */
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { asFailure, Failure } from './cli/failure.js'

/** A file in `cli/`: adds its command, with its options and what it does, to the program. */
interface CommandModule {
  define(command: Command): void
}

/** A command as help lists it, and where the rest of it is. */
interface Known {
  summary: string
  load: () => Promise<CommandModule>
}

const commands: Readonly<Record<string, Known>> = {
  dev: {
    summary: 'run the demo: platform, extension and three shops',
    load: () => import('./cli/dev.js'),
  },
  platform: {
    summary: 'run the platform: a stateful stand-in for Stripe',
    load: () => import('./cli/platform.js'),
  },
  start: {
    summary: "run an extension's server, and a worker",
    load: () => import('./cli/start.js'),
  },
  work: {
    summary: "do an extension's background work alone",
    load: () => import('./cli/work.js'),
  },
  accounts: {
    summary: 'list the connected accounts of an extension',
    load: () => import('./cli/accounts.js'),
  },
  status: {
    summary: 'say how far the data of an account has come',
    load: () => import('./cli/status.js'),
  },
  backfill: {
    summary: 'read an account again from the newest object on',
    load: () => import('./cli/backfill.js'),
  },
  jobs: {
    summary: 'list the jobs that failed for good, and try them again',
    load: () => import('./cli/jobs.js'),
  },
  disconnect: {
    summary: 'end a connection and remove what was stored',
    load: () => import('./cli/disconnect.js'),
  },
  env: {
    summary: 'print the dotenv lines an app needs to talk to the running platform',
    load: () => import('./cli/env.js'),
  },
}

/** Runs one command. Sets the exit code rather than exiting, so that output is written to its end. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    const program = await programFor(argv[0], argv[1])
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    process.exitCode = tell(asFailure(error))
  }
}

async function programFor(asked?: string, topic?: string): Promise<Command> {
  const program = new Command('annex')
    .description('A Stripe-compatible platform, and the runtime for extensions on it.')
    .version(versionOfPackage())
    .showSuggestionAfterError()
    .exitOverride()
  for (const [name, { summary, load }] of Object.entries(commands)) {
    const command = program.command(name).summary(summary).description(summary)
    command.exitOverride().showHelpAfterError(`Run 'annex ${name} --help' to see what it takes.`)
    if (name === asked || (asked === 'help' && name === topic)) (await load()).define(command)
  }
  return program
}

function versionOfPackage(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return JSON.parse(text).version
}

/** @returns the exit code */
function tell(error: unknown): number {
  // Commander has said it already; asking for help is no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof Failure) {
    process.stderr.write(`annex: ${error.message}\n`)
    return error.exitCode
  }
  console.error(error)
  return 1
}
