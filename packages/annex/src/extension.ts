/** The door to the extension: `createExtension()`. */
import type { Stripe } from 'stripe'
import { createLog } from './core/log.js'
import { outsideWith } from './core/outside.js'
import type {
  Accounts,
  AccountStatus,
  AccountSummary,
  Figure,
  SealingKey,
} from './extension/app/accounts.js'
import type { DeadJob } from './extension/app/dead-jobs.js'
import { accessOf, openExtension, type OpenExtension } from './extension/app/open.js'
import type { BillingChange, Connected, ExtensionOptions } from './extension/app/options.js'
import type { Change, Changes } from './extension/app/changes.js'
import { accountMirror, type AccountMirror } from './extension/app/account-mirror.js'
import { BillingOff, ListRefused, NoSuchAccount, NoSuchKind } from './extension/app/refusals.js'
import type { Billing } from './extension/app/billing.js'
import { BillingAway, BillingRefused } from './extension/billing/refusals.js'
import { readConfig } from './extension/config.js'
import { ConfigError } from './extension/config/problem.js'
import { CursorRefused } from './extension/store/changes.js'
import { routesUnder } from './extension/routes.js'

export { BillingAway, BillingOff, BillingRefused, ConfigError, CursorRefused }
export { ListRefused, NoSuchAccount, NoSuchKind }
export type {
  AccountMirror,
  Accounts,
  AccountStatus,
  AccountSummary,
  Connected,
  DeadJob,
  ExtensionOptions,
  Figure,
  SealingKey,
}
export type { Billing, BillingChange, Change, Changes }

export interface Extension {
  /** Answers everything below `publicUrl`: pages, OAuth, webhooks, health. Mount it anywhere. */
  handler(request: Request): Promise<Response>
  /**
   * The address behind a Connect with Stripe button.
   * @param link `state`: your own word, handed to `onConnect`; `returnTo`: a path to come back to
   */
  connectUrl(link?: { state?: string; returnTo?: string }): string
  readonly accounts: Accounts & {
    /** What the mirror has of one account; asked of the store alone. */
    get(account: string): AccountMirror
  }
  readonly billing: Billing
  readonly changes: Changes
  /** The official client, acting for one connected account. */
  stripeFor(account: string): Promise<Stripe>
  /** Where people reach it, without a slash at the end. */
  readonly publicUrl: string
  /** A Postgres server, or the embedded one that only one process can have open. */
  readonly store: 'server' | 'embedded'
  /** Who may use the pages: the host app decides, this machine alone, or people with a password. */
  readonly access: 'host' | 'open' | 'password'
  /** Resolves when the store is open and its tables are up to date. */
  ready(): Promise<void>
  /** Begins background work in this process: backfills, events, clean-up. */
  work(): Promise<void>
  /** Where the first owner sets a password; undefined when nobody needs to. */
  setupLink(): Promise<string | undefined>
  /** Finishes what is in hand and closes the store. */
  close(): Promise<void>
}

/**
 * An extension over a store. It opens at once and answers as soon as it can; it listens nowhere.
 * @throws ConfigError naming everything that is missing or wrong
 */
export function createExtension(options: ExtensionOptions = {}): Extension {
  const outside = outsideWith(options.outside)
  const log = options.log ?? createLog('info', 'extension')
  const config = readConfig(options, options.env ?? process.env, outside.random)
  const routes = routesUnder(config.publicUrl)
  const opening = openExtension(config, options, { outside, log })
  // Whoever asks first hears why it didn't open; nobody asking must not end the process.
  opening.catch(() => undefined)
  const opened = async <T>(use: (extension: OpenExtension) => T | Promise<T>): Promise<T> =>
    use(await opening)

  return {
    handler: (request) => opened(({ handler }) => handler.fetch(request)),
    connectUrl({ state, returnTo } = {}) {
      const query = new URLSearchParams({
        ...(state !== undefined && { state }),
        ...(returnTo !== undefined && { return_to: returnTo }),
      })
      return routes.absolute('connect') + (query.size > 0 ? `?${query.toString()}` : '')
    },
    publicUrl: config.publicUrl.href.replace(/\/$/, ''),
    store: config.database ? 'server' : 'embedded',
    access: accessOf(config, options).kind,
    accounts: {
      get: (account) => accountMirror(account, () => opened(({ mirror }) => mirror)),
      list: () => opened(({ accounts }) => accounts.list()),
      status: (account) => opened(({ accounts }) => accounts.status(account)),
      backfill: (account, kinds) => opened(({ accounts }) => accounts.backfill(account, kinds)),
      disconnect: (account) => opened(({ accounts }) => accounts.disconnect(account)),
      deadJobs: () => opened(({ accounts }) => accounts.deadJobs()),
      replay: (ids) => opened(({ accounts }) => accounts.replay(ids)),
      keys: () => opened(({ accounts }) => accounts.keys()),
      figures: () => opened(({ accounts }) => accounts.figures()),
    },
    billing: {
      plans: () => opened(({ billing }) => billing.plans()),
      status: (account) => opened(({ billing }) => billing.status(account)),
      list: () => opened(({ billing }) => billing.list()),
      checkoutUrl: (account, wish) => opened(({ billing }) => billing.checkoutUrl(account, wish)),
      portalUrl: (account, wish) => opened(({ billing }) => billing.portalUrl(account, wish)),
      fees: (from) => opened(({ billing }) => billing.fees(from)),
      refresh: (account) => opened(({ billing }) => billing.refresh(account)),
    },
    changes: {
      read: (request) => opened(({ changes }) => changes.read(request)),
      forget: (consumer) => opened(({ changes }) => changes.forget(consumer)),
    },
    stripeFor: (account) => opened((extension) => extension.stripeFor(account)),
    ready: () => opened(() => undefined),
    work: () => opened((extension) => extension.work()),
    setupLink: () => opened(({ setup }) => setup?.link),
    close: () =>
      opening.then(
        (extension) => extension.close(),
        () => undefined,
      ),
  }
}
