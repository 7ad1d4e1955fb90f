/** `annex backfill ACCOUNT`: read an account again from the newest object on. */
import type { Command } from 'commander'
import { EXIT_CODES, say, withAccounts, withStoreOptions } from './operate.js'
import type { Flags } from './settings.js'

const EXAMPLES = `
Examples:
  annex backfill acct_harbour
  annex backfill acct_harbour --kind customers --kind charges
${EXIT_CODES}`

export function define(command: Command): void {
  withStoreOptions(command)
    .argument('<account>', 'acct_…')
    .option('--kind <kind>', 'only this kind; may be given several times', collect, [])
    .addHelpText('after', EXAMPLES)
    .action(run)
}

function collect(kind: string, kinds: string[]): string[] {
  return [...kinds, kind]
}

async function run(
  account: string,
  flags: Omit<Flags, 'kind'> & { kind: string[] },
): Promise<void> {
  const { kind: kinds, ...common } = flags
  const { begun, running } = await withAccounts(common, async ({ accounts, running }) => ({
    begun: await accounts.backfill(account, kinds.length > 0 ? kinds : undefined),
    running,
  }))
  const what =
    begun.kinds.length > 0 ? `Begun: ${begun.kinds.join(', ')}.` : 'All of it is under way.'
  const when = running ? [] : ["It begins when 'annex start' runs."]
  say(begun, [what, ...when], common)
}
