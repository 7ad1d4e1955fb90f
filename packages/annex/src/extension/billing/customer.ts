/** Our customer for an account: made once, whatever answer gets lost on the way. */
import type { Stripe } from 'stripe'
import { keepCustomer, lockBilling, makeAnew, type BillingRow } from '../store/billing.js'
import type { Connection } from '../store/connections.js'
import { ownClient } from '../stripe/client.js'
import { ask, demand } from './ask.js'
import type { BillingParts } from './parts.js'
import { BillingAway } from './refusals.js'
import { ACCOUNT_KEY, CLIENT_KEY } from './status.js'

export type Payer = Pick<Connection, 'id' | 'account' | 'livemode' | 'tenant'>

/**
 * The customer kept for the account, else the one Stripe finds, else a new one. The key of the
 * making is the same until Stripe has answered, so that a try whose answer was lost is answered again.
 */
export async function getCustomer(payer: Payer, parts: BillingParts): Promise<string> {
  const row = await parts.database.transaction((tx) => lockBilling(tx, payer))
  if (row.customer) return row.customer
  const found = await findAtStripe(payer, parts)
  const customer = found ?? (await make(row, parts))
  const kept = await keepCustomer(parts.database, row, customer)
  if (kept) return kept
  throw new BillingAway('The customer was deleted at Stripe just now. Try again in a moment.')
}

/**
 * Keys are forgotten after a day, and a store may be lost: then the metadata tells. Search runs a
 * minute late and not everywhere, so it is only asked, never relied on.
 */
async function findAtStripe({ account }: Payer, parts: BillingParts): Promise<string | undefined> {
  const query = [
    `metadata['${ACCOUNT_KEY}']:'${account}'`,
    `metadata['${CLIENT_KEY}']:'${parts.clientId}'`,
  ].join(' AND ')
  const search = () => ownClient(parts.stripe).customers.search({ query, limit: 1 })
  const reply = await ask(search, parts)
  return reply.kind === 'ok' ? reply.value.data[0]?.id : undefined
}

async function make(row: BillingRow, parts: BillingParts): Promise<string> {
  const { account, made } = row
  // Nothing that may change between two tries: one key with other content would be refused.
  const params: Stripe.CustomerCreateParams = {
    description: `Connected account ${account}`,
    metadata: { [ACCOUNT_KEY]: account, [CLIENT_KEY]: parts.clientId },
  }
  const idempotencyKey = `annex-customer-${parts.clientId}-${account}-${made}`
  const create = () => ownClient(parts.stripe).customers.create(params, { idempotencyKey })
  const reply = await ask(create, parts)
  // This key won't be answered otherwise for a day; the next try takes another.
  if (reply.kind === 'invalid') await makeAnew(parts.database, row)
  return demand('The customer could not be made', reply).id
}
