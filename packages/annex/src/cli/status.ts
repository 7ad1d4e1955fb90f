/** `annex status [ACCOUNT]`: how far each kind has come, and without an account how all of it stands. */
import type { Command } from 'commander'
import type { AccountStatus, Figure, SealingKey } from '../extension.js'
import { day, EXIT_CODES, say, table, withAccounts, withStoreOptions } from './operate.js'
import type { Flags } from './settings.js'

export function define(command: Command): void {
  withStoreOptions(command)
    .argument('[account]', 'acct_…; all of them when left out')
    .addHelpText('after', EXIT_CODES)
    .action(run)
}

async function run(account: string | undefined, flags: Flags): Promise<void> {
  if (account === undefined) return runAll(flags)
  const { status, keys } = await withAccounts(flags, async ({ accounts }) => ({
    status: await accounts.status(account),
    keys: await accounts.keys(),
  }))
  say(status, [...linesFor(status), ...keyLines(keys)], flags)
}

async function runAll(flags: Flags): Promise<void> {
  const { accounts, figures, keys } = await withAccounts(flags, async (reached) => {
    const open = (await reached.accounts.list()).filter(isOpen)
    return {
      accounts: await Promise.all(open.map((one) => reached.accounts.status(one.account))),
      figures: await reached.accounts.figures(),
      keys: await reached.accounts.keys(),
    }
  })
  const empty = ['No account is connected.', '']
  const about = accounts.length === 0 ? empty : accounts.flatMap(linesFor)
  say({ accounts, figures }, [...about, ...figureLines(figures), ...keyLines(keys)], flags)
}

/** What a histogram counts is for machines. */
function figureLines(figures: readonly Figure[]): string[] {
  const shown = figures.filter(({ labels }) => labels['le'] === undefined)
  const rows = shown.map(({ name, labels, value }) => {
    const words = Object.entries(labels).map(([label, text]) => `${label} ${text}`)
    return [name, words.join(', '), String(Math.round(value * 1000) / 1000)]
  })
  return table([['FIGURE', '', 'VALUE'], ...rows])
}

function isOpen({ state }: { state: string }): boolean {
  return state !== 'purging'
}

function linesFor(status: AccountStatus): string[] {
  const { account, account_name, state, state_reason, backfill } = status
  const { last_check, dead_jobs, billing } = status
  const head = ['KIND', 'STATE', 'OBJECTS', 'REACHED', '']
  const rows = backfill.map((kind) => [
    ...[kind.kind, kind.state, String(kind.objects), day(kind.reached), kind.reason ?? ''],
  ])
  const title = `${account}  ${account_name ?? ''}  ${state}`.trimEnd()
  return [
    title,
    ...(state_reason ? [state_reason] : []),
    ...billingLines(billing),
    ...table([head, ...rows]),
    ...checkLines(last_check),
    ...failedLines(dead_jobs),
    '',
  ]
}

function checkLines(check: AccountStatus['last_check']): string[] {
  if (!check) return []
  const { at, compared, drifted } = check
  const found = drifted === 0 ? 'no difference' : `${drifted} differed and were read again`
  return [`compared with Stripe on ${day(at)}: ${compared} objects, ${found}`]
}

/** What the account pays us, where we charge anything. */
function billingLines(billing: AccountStatus['billing']): string[] {
  if (!billing) return []
  const { status, plan, cancel_at, current_period_end } = billing
  if (!plan) return ['plan: none']
  const ending = cancel_at === null ? '' : `, ends ${day(cancel_at)}`
  const next = billing.paid && ending === '' ? `, until ${day(current_period_end)}` : ending
  return [`plan: ${plan.name}, ${status}${next}`]
}

/** Nothing while one key is all there is. */
function keyLines(keys: readonly SealingKey[]): string[] {
  if (keys.length < 2) return []
  const newest = keys.find((key) => key.newest)?.id
  return keys
    .filter((key) => !key.newest)
    .map(({ id, held, sealed }) => {
      if (sealed === 0) return `Nothing is left under the key '${id}': it can be removed.`
      const count = `${sealed} ${sealed === 1 ? 'secret is' : 'secrets are'} left under the key '${id}'`
      return held
        ? `${count}; '${newest}' takes over while 'annex start' or 'annex work' runs.`
        : `${count}, which ENCRYPTION_KEY no longer holds. Give it again, or reconnect those accounts.`
    })
}

/** How many failed, and the first reason; the rest is `annex jobs`. */
function failedLines([first, ...others]: AccountStatus['dead_jobs']): string[] {
  if (!first) return []
  const count = others.length + 1
  const what = count === 1 ? '1 job has failed' : `${count} jobs have failed`
  return [
    `${what}: ${first.kind}: ${first.reason}`,
    "'annex jobs' lists them and tries them again.",
  ]
}
