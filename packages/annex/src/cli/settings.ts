/** Where a setting comes from: flags beat the environment, that beats `.env`, that `annex.config.ts`. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseEnv } from 'node:util'
import { Failure } from './failure.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** Everything below the flags, read once. */
export interface Surroundings {
  /** The process's own over those of `.env`; an empty value counts as none. */
  readonly env: Environment
  /** The section of `annex.config.ts` for one half. */
  readonly config: Readonly<Record<string, unknown>>
}

/** What commander read: absent flags are undefined. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>

const CONFIG_FILES = ['annex.config.ts', 'annex.config.js', 'annex.config.mjs']

/** @param half which section of the configuration file counts */
export async function readSurroundings(
  folder: string,
  half: 'platform' | 'extension',
  env: Environment,
): Promise<Surroundings> {
  return {
    env: { ...readDotenv(folder), ...withoutEmpty(env) },
    config: await readConfig(folder, half),
  }
}

function readDotenv(folder: string): Environment {
  const path = join(folder, '.env')
  return existsSync(path) ? withoutEmpty(parseEnv(readFileSync(path, 'utf8'))) : {}
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value))
}

async function readConfig(folder: string, half: string): Promise<Surroundings['config']> {
  const path = CONFIG_FILES.map((name) => join(folder, name)).find((name) => existsSync(name))
  if (!path) return {}
  const loaded: { default?: unknown } = await import(pathToFileURL(path).href)
  const section = isRecord(loaded.default) ? (loaded.default[half] ?? {}) : undefined
  if (!isRecord(section))
    throw new Failure(`${path} must export an object as default, with a section '${half}'.`, 78)
  return section
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Names one setting in each place it may stand. */
export interface Setting {
  flag: string
  env?: string
  config: string
}

/** The text of a setting and where it was found, for messages; undefined when it is nowhere. */
export function find(
  setting: Setting,
  flags: Flags,
  { env, config }: Surroundings,
): { text: string; from: string } | undefined {
  const flag = flags[camelCase(setting.flag)]
  if (flag !== undefined) return { text: `${flag}`, from: `--${setting.flag}` }
  const variable = setting.env ? env[setting.env] : undefined
  if (variable !== undefined) return { text: variable, from: String(setting.env) }
  const configured = config[setting.config]
  if (configured === undefined || configured === null) return undefined
  const from = `'${setting.config}' in annex.config.ts`
  if (typeof configured === 'string') return { text: configured, from }
  if (typeof configured === 'number') return { text: String(configured), from }
  throw new Failure(`${from} must be a text or a number.`, 78)
}

function camelCase(flag: string): string {
  return flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
