/** `--control`: a second port that moves the platform's clock, on this machine only, off by default. */
import type { Command } from 'commander'
import { newId } from '../core/ids.js'
import type { Log } from '../core/log.js'
import type { Outside } from '../core/outside.js'
import { controlOf, type Platform } from '../platform.js'
import { serve } from '../web/serve.js'
import { Failure } from './failure.js'
import { find, type Flags, type Surroundings } from './settings.js'
import { portOf, type Found } from './values.js'

/** More than any resource there is asked with. */
const MAX_BODY_BYTES = 64 * 1024

export interface ControlSettings {
  readonly port: number
  /** Made anew at each start when nobody gives one. */
  readonly token: string | undefined
}

export interface ControlPort {
  readonly url: string
  readonly token: string
  readonly close: () => Promise<void>
}

export function withControlOptions(command: Command): Command {
  return command
    .option(
      '--control <number>',
      'a second port, on this machine, that moves the clock and makes trouble on purpose',
    )
    .option('--control-token <token>', 'who may use it; made and printed when left out')
}

/**
 * @returns undefined where nobody asked for it
 * @throws Failure in production, where nobody moves time or breaks things on purpose
 */
export function readControl(flags: Flags, surroundings: Surroundings): ControlSettings | undefined {
  const port = find({ flag: 'control', config: 'control' }, flags, surroundings)
  const token = find(
    { flag: 'control-token', env: 'CONTROL_TOKEN', config: 'controlToken' },
    flags,
    surroundings,
  )
  if (port && surroundings.env.NODE_ENV === 'production') throw refusedInProduction(port)
  return port && { port: portOf(port), token: token?.text }
}

function refusedInProduction({ from }: Found): Failure {
  return new Failure(
    `${from} opens a port that moves the clock and makes trouble on purpose, which is refused with ` +
      'NODE_ENV=production. Start without one of the two.',
    78,
  )
}

/** What is running already, and ends when there is to be a control port and can't be. */
interface Started {
  readonly platform: Platform
  readonly close: () => Promise<void>
}

/** @returns undefined where nobody asked for it */
export async function openControlPort(
  { platform, close }: Started,
  settings: ControlSettings | undefined,
  tools: { outside: Outside; log: Log },
): Promise<ControlPort | undefined> {
  if (settings === undefined) return undefined
  try {
    return await open(platform, settings, tools)
  } catch (error) {
    await close()
    throw error
  }
}

async function open(
  platform: Platform,
  settings: ControlSettings,
  { outside, log }: { outside: Outside; log: Log },
): Promise<ControlPort> {
  const token = settings.token ?? newId('control', outside.random, 32)
  const handler = await controlOf(platform, token)
  const serving = await serve(handler, {
    ...{ port: settings.port, maxBodyBytes: MAX_BODY_BYTES, outside },
    onError: (error) => log.error({ err: error }, 'the control port failed'),
  })
  return { url: serving.url, token, close: () => serving.close() }
}
