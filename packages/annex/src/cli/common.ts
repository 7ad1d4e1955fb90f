/** The options every server of ours takes, and what they come to. */
import type { Command } from 'commander'
import { runningClock, systemClock } from '../core/clock.js'
import { createLog, type Log } from '../core/log.js'
import { outsideWith, type Outside } from '../core/outside.js'
import { find, readSurroundings, type Flags, type Surroundings } from './settings.js'
import { levelOf, portOf, timeOf } from './values.js'

/** What a command is run in: the process, or what a test puts in its place. */
export interface Common {
  readonly host: string
  readonly port: number
  readonly socket: string | undefined
  /** A directory, or `:memory:`. */
  readonly data: string
  readonly json: boolean
  readonly outside: Outside
  readonly log: Log
  readonly surroundings: Surroundings
}

/** Adds the flags. What they mean when left out is said here and nowhere else. */
export function withCommonOptions(command: Command, defaults: { port: number }): Command {
  return command
    .option('--port <number>', `where to listen; 0 picks a free one (default ${defaults.port})`)
    .option('--host <address>', 'which address to listen on (default 127.0.0.1)')
    .option(
      '--data <directory>',
      "what is kept goes here; ':memory:' keeps nothing (default .annex)",
    )
    .option('--clock <time>', 'start the clock at an ISO 8601 time; it runs on from there')
    .option('--json', 'one line of JSON on standard output when ready')
    .option('--log-level <level>', 'silent, error, warn, info, debug (default info)')
}

/** @throws Failure naming the setting that is wrong and where it stands */
export async function readCommon(
  half: 'platform' | 'extension',
  flags: Flags,
  defaults: { port: number },
): Promise<Common> {
  const surroundings = await readSurroundings(process.cwd(), half, process.env)
  const found = (flag: string, config: string, env?: string) =>
    find({ flag, config, ...(env ? { env } : {}) }, flags, surroundings)
  const port = found('port', 'port', 'PORT')
  const clock = found('clock', 'clock')
  const level = found('log-level', 'logLevel', 'LOG_LEVEL')
  const production = surroundings.env.NODE_ENV === 'production'
  const ownTime = !production || clock !== undefined
  return {
    host: found('host', 'host', 'HOST')?.text ?? '127.0.0.1',
    port: port ? portOf(port) : defaults.port,
    socket: found('socket', 'socket')?.text,
    data: found('data', 'data')?.text ?? '.annex',
    json: flags.json === true,
    outside: outsideWith(
      ownTime ? { clock: runningClock(systemClock, clock && timeOf(clock)) } : {},
    ),
    log: createLog(level ? levelOf(level) : 'info', half),
    surroundings,
  }
}
