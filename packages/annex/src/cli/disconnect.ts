/** `annex disconnect ACCOUNT`: give the grant back and remove what was stored. */
import { confirm, isCancel } from '@clack/prompts'
import type { Command } from 'commander'
import type { Accounts } from '../extension.js'
import { Failure } from './failure.js'
import { EXIT_CODES, say, withAccounts, withStoreOptions } from './operate.js'
import type { Flags } from './settings.js'

export function define(command: Command): void {
  withStoreOptions(command)
    .argument('<account>', 'acct_…')
    .option('--yes', "don't ask")
    .addHelpText('after', EXIT_CODES)
    .action(run)
}

async function run(account: string, flags: Flags): Promise<void> {
  const { ended, running } = await withAccounts(flags, async ({ accounts, running }) => {
    await accounts.status(account)
    if (flags.yes !== true) await askFirst(account)
    return { ended: await accounts.disconnect(account), running }
  })
  say(ended, linesFor(account, ended.stripe, running), flags)
}

async function askFirst(account: string): Promise<void> {
  if (!process.stdin.isTTY) throw new Failure('Nobody is there to ask: say --yes.', 2)
  const message = `Disconnect ${account}? Its credentials and all its rows are deleted here; nothing changes in the account itself.`
  const answer = await confirm({ message, initialValue: false })
  if (isCancel(answer) || !answer) throw new Failure('Nothing was changed.')
}

type Ended = Awaited<ReturnType<Accounts['disconnect']>>['stripe']

const AT_STRIPE: Record<Ended, string> = {
  done: 'Stripe knows.',
  unknown: 'Stripe did not answer; it is told as soon as it does.',
  refused: "Stripe refused: disconnect it in the account's own settings as well.",
}

function linesFor(account: string, ended: Ended, running: boolean): string[] {
  const rows = running
    ? 'Its rows are being removed.'
    : "Its rows are removed when 'annex start' runs."
  return [`Disconnected ${account}; its credentials are gone. ${AT_STRIPE[ended]}`, rows]
}
