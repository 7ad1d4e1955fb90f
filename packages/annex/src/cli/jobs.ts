/** `annex jobs`: what failed for good and why, and trying it again. */
import type { Command } from 'commander'
import type { DeadJob } from '../extension.js'
import { EXIT_CODES, say, table, withAccounts, withStoreOptions, type Reached } from './operate.js'
import type { Flags } from './settings.js'

const EXAMPLES = `
Examples:
  annex jobs
  annex jobs --replay all
${EXIT_CODES}`

export function define(command: Command): void {
  withStoreOptions(command)
    .option('--replay <id>', "try one of them again, or 'all'")
    .addHelpText('after', EXAMPLES)
    .action(run)
}

function run(flags: Flags): Promise<void> {
  const { replay } = flags
  return typeof replay === 'string' ? replayThem(replay, flags) : list(flags)
}

async function list(flags: Flags): Promise<void> {
  const dead = await withAccounts(flags, ({ accounts }) => accounts.deadJobs())
  const head = ['ID', 'JOB', 'ACCOUNT', 'FAILED', 'REASON']
  say(dead, dead.length === 0 ? ['No job has failed.'] : table([head, ...dead.map(row)]), flags)
}

function row({ id, kind, subject, account, reason, died_at }: DeadJob): string[] {
  const time = new Date(died_at * 1000).toISOString().slice(0, 16).replace('T', ' ')
  return [id, subject ? `${kind} ${subject}` : kind, account, time, reason]
}

async function replayThem(which: string, flags: Flags): Promise<void> {
  const { done, running } = await withAccounts(flags, async ({ accounts, running }) => ({
    done: await accounts.replay(await idsOf(which, accounts)),
    running,
  }))
  const when = running || done.replayed === 0 ? [] : ["They begin when 'annex start' runs."]
  say(done, [`Put back to be done again: ${done.replayed}.`, ...when], flags)
}

async function idsOf(which: string, accounts: Reached['accounts']): Promise<string[]> {
  if (which !== 'all') return [which]
  return (await accounts.deadJobs()).map(({ id }) => id)
}
