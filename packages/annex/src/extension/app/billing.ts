/** What the host app may ask and do about money: `annex.billing`. */
import {
  createBilling,
  type BilledAccountStatus,
  type BillingRoom,
  type BillingStatus,
} from '../billing/billing.js'
import { sendBillingJob } from '../billing/job-kinds.js'
import type { Fees } from '../billing/fees.js'
import type { BillingHooks, BillingJob } from '../billing/parts.js'
import type { Plan } from '../billing/plans.js'
import type { ConnectParts } from '../connect/parts.js'
import { routesUnder } from '../routes.js'
import { findConnection } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import type { StripeParts } from '../stripe/client.js'
import { getConnection } from './accounts.js'
import type { Ground } from './open.js'
import type { Hooks } from './options.js'
import { BillingOff } from './refusals.js'

/** All throw `BillingOff` where the settings name no plans, `NoSuchAccount` for a stranger's id. */
export interface Billing {
  /** What is on sale, in the order of the settings. */
  plans(): Promise<readonly Plan[]>
  /** Where an account stands, as it is kept here; kept by webhooks and by every return from Stripe. */
  status(account: string): Promise<BillingStatus>
  /** Every connected account and every other one that has bought; past due first. */
  list(): Promise<BilledAccountStatus[]>
  /**
   * Where the account's owner pays for `plan`, a key or price of `plans()`. Somebody who pays
   * already is led to the billing portal instead: nothing is ever bought twice.
   * @param wish.returnTo a path of yours to come back to; the console's plan page when left out
   * @throws BillingRefused, BillingAway
   */
  checkoutUrl(account: string, wish: { plan: string; returnTo?: string }): Promise<string>
  /** Where its owner changes plan or card, sees invoices, cancels. @throws BillingRefused, BillingAway */
  portalUrl(account: string, wish?: { returnTo?: string }): Promise<string>
  /**
   * Application fees: your share of what connected accounts' customers paid, by month and by account.
   * @param from Unix seconds; a year ago when left out
   * @throws BillingOff unless accounts connect with `read_write`
   */
  fees(from?: number): Promise<Fees>
  /** Asks Stripe where the account stands, and keeps it. @throws BillingAway */
  refresh(account: string): Promise<BillingStatus>
}

const YEAR = 365 * 24 * 3600

interface Rooms {
  connect: ConnectParts
  billing: BillingRoom | undefined
}

export function billingOf({ connect, billing }: Rooms): Billing {
  const room = (): BillingRoom => {
    if (billing?.sells) return billing
    throw new BillingOff('Nothing is on sale. Set billing.plans, or BILLING_PLANS.')
  }
  const keyOf = (account: string) => ({ account, livemode: connect.settings.livemode })

  /** Also an account that is gone and still in our books. */
  async function known(account: string): Promise<BillingStatus> {
    const status = await room().status(keyOf(account))
    if (status.subscription === null) await getConnection(account, connect)
    return status
  }

  return {
    plans: async () => room().plans(),
    status: known,
    list: async () => room().list(),
    async checkoutUrl(account, wish) {
      const charging = room()
      return charging.checkoutUrl(await getConnection(account, connect), wish)
    },
    async portalUrl(account, wish) {
      const charging = room()
      await known(account)
      const connection = await findConnection(connect.database, keyOf(account))
      const open = connection && connection.state !== 'purging' ? connection : keyOf(account)
      return charging.portalUrl(open, wish)
    },
    fees: async (from = connect.outside.clock.now() - YEAR) => {
      if (billing?.earnsFees) return billing.fees(from)
      throw new BillingOff('Fees need accounts that connect with the scope read_write.')
    },
    async refresh(account) {
      await known(account)
      return room().refresh(keyOf(account))
    },
  }
}

/** Declares billing's jobs, so it comes before `jobs.start`. */
export function openBilling(ground: Ground, stripe: StripeParts): BillingRoom | undefined {
  const { config, options, database, outside, log, jobs } = ground
  const earnsFees = config.scope === 'read_write'
  if (config.billing.plans.length === 0 && !earnsFees) return undefined
  const { clientId, livemode } = config.stripe
  const parts = {
    ...{ settings: config.billing, earnsFees, livemode, clientId, database, outside, log, stripe },
    enqueue: (tx: Queryable, job: BillingJob) => sendBillingJob(jobs, tx, job),
    hooks: billingHooks(options),
  }
  return createBilling(parts, jobs, routesUnder(config.publicUrl))
}

function billingHooks(app: Hooks): BillingHooks {
  if (!app.onBillingChange) return {}
  return {
    onBillingChange: ({ account, livemode }, { status, price, previous }) =>
      app.onBillingChange?.({ account, livemode, status, price, previous }),
  }
}
