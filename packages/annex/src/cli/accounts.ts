/** `annex accounts`: who is connected. */
import type { Command } from 'commander'
import type { AccountSummary } from '../extension.js'
import { day, EXIT_CODES, say, table, withAccounts, withStoreOptions } from './operate.js'
import type { Flags } from './settings.js'

export function define(command: Command): void {
  withStoreOptions(command).addHelpText('after', EXIT_CODES).action(run)
}

async function run(flags: Flags): Promise<void> {
  const accounts = await withAccounts(flags, ({ accounts }) => accounts.list())
  const empty = ['No account is connected. Open the extension and press Connect with Stripe.']
  const head = ['ACCOUNT', 'NAME', 'MODE', 'STATE', 'SCOPE', 'SINCE']
  say(accounts, accounts.length === 0 ? empty : table([head, ...accounts.map(row)]), flags)
}

function row({ account, account_name, livemode, state, scope, connected_at }: AccountSummary) {
  const mode = livemode ? 'live' : 'test'
  return [account, account_name ?? '', mode, state, scope, day(connected_at)]
}
