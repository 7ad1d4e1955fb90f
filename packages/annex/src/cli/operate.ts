/** What the commands that look after accounts share: reaching them, and saying what came of it. */
import type { Command } from 'commander'
import type { Accounts } from '../extension.js'
import { readCommon } from './common.js'
import { extensionOptions } from './extension-settings.js'
import { asOnlyProcess } from './one-process.js'
import { reachOperator } from './operator-socket.js'
import type { Flags } from './settings.js'

export const EXIT_CODES = `
Exit codes: 0 done, 1 failed, 2 wrong usage, 78 wrong configuration.`

const DEFAULTS = { port: 4300 }

export function withStoreOptions(command: Command): Command {
  return command
    .option('--data <directory>', 'where the extension keeps its data (default .annex)')
    .option('--database <url>', 'postgres://…; left out: embedded, below --data')
    .option('--json', 'JSON on standard output')
    .option('--log-level <level>', 'silent, error, warn, info, debug (default error)')
}

/** Whether background work goes on somewhere, or waits for a worker. */
export interface Reached {
  accounts: Accounts
  running: boolean
}

/**
 * An embedded store belongs to one process: if that runs, it is asked; else the store is opened.
 * @throws Failure, ConfigError, DirectoryLocked
 */
export async function withAccounts<T>(
  flags: Flags,
  use: (reached: Reached) => Promise<T>,
): Promise<T> {
  const level = flags.logLevel ?? 'error'
  const common = await readCommon('extension', { ...flags, logLevel: level }, DEFAULTS)
  const { data, outside, log, surroundings, port } = common
  const fallback = { publicUrl: `http://localhost:${port}` }
  const options = extensionOptions(flags, surroundings, fallback)
  const accounts = options.database ? undefined : await reachOperator(data)
  if (accounts) return use({ accounts, running: true })
  // Nine tenths of what this command would load, and of no use where a running process is asked.
  const { createExtension } = await import('../extension.js')
  const extension = createExtension({ ...options, data, outside, log })
  try {
    await asOnlyProcess(() => extension.ready())
    return await use({ accounts: extension.accounts, running: extension.store === 'server' })
  } finally {
    await extension.close()
  }
}

/** One JSON value, or lines for people. */
export function say(json: unknown, lines: readonly string[], flags: Flags): void {
  const text = flags.json === true ? JSON.stringify(json) : lines.join('\n')
  if (text) process.stdout.write(`${text}\n`)
}

/** Columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Unix seconds as people write them. */
export function day(seconds: number | null): string {
  return seconds === null ? '' : new Date(seconds * 1000).toISOString().slice(0, 10)
}
