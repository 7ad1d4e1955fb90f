/** Application fees: our share of what connected accounts' customers pay, where we may charge them. */
import type { Stripe } from 'stripe'
import { z } from 'zod'
import {
  keepFees,
  sumFeesByAccount,
  sumFeesByMonth,
  type FeeAccount,
  type FeeMonth,
  type FeeRow,
} from '../store/application-fees.js'
import type { Queryable } from '../store/database.js'
import { ownClient } from '../stripe/client.js'
import { ask, failure } from './ask.js'
import type { OwnEvent } from './hear.js'
import type { BillingParts } from './parts.js'

export const FEE_EVENTS = ['application_fee.created', 'application_fee.refunded'] as const

export interface Fees {
  /** UTC, newest first; each currency for itself. */
  by_month: FeeMonth[]
  /** The largest first. */
  by_account: FeeAccount[]
}

/** @param from Unix seconds; what was earned earlier is left out */
export async function feesSince(
  from: number,
  { database, livemode }: Pick<BillingParts, 'database' | 'livemode'>,
): Promise<Fees> {
  const span = { livemode, from }
  return {
    by_month: await sumFeesByMonth(database, span),
    by_account: await sumFeesByAccount(database, span),
  }
}

const fee = z.object({
  id: z.string().min(1),
  account: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]),
  amount: z.int(),
  amount_refunded: z.int(),
  currency: z.string(),
  created: z.int(),
})

/** Its payload is enough: a fee changes only by what was given back, and that only grows. */
export async function hearFee(tx: Queryable, { livemode, object }: OwnEvent): Promise<void> {
  const read = fee.safeParse(object)
  if (read.success) await keepFees(tx, [{ ...read.data, livemode }])
}

/** All there are: when there is nothing to catch up from, or too much is missing. */
export async function listAllFees(signal: AbortSignal, parts: BillingParts): Promise<void> {
  const client = ownClient(parts.stripe)
  let after: string | undefined
  while (!signal.aborted) {
    const page = { limit: 100, ...(after !== undefined && { starting_after: after }) }
    const reply = await ask(() => client.applicationFees.list(page), parts)
    if (reply.kind !== 'ok') throw failure('The application fees could not be read', reply)
    const { data, has_more } = reply.value
    await parts.database.transaction((tx) => keepFees(tx, data.map(rowOf)))
    after = data.at(-1)?.id
    if (!has_more || after === undefined) return
  }
}

function rowOf({ livemode, ...given }: Stripe.ApplicationFee): FeeRow {
  return { ...fee.parse(given), livemode }
}
