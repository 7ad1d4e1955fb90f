/** Coming back from Stripe: whose checkout it was, and where things stand now. */
import type { Stripe } from 'stripe'
import { findBilling } from '../store/billing.js'
import { ownClient } from '../stripe/client.js'
import { ask, failure } from './ask.js'
import { forgetAttempt } from './attempt.js'
import type { Payer } from './customer.js'
import { notYours } from './refusals.js'
import { settle, type SettleParts } from './settle.js'

/** What became of the session: `open` when somebody came back without paying. */
export type CheckoutEnd = 'complete' | 'open' | 'expired'

/**
 * Anyone can type such an address, so the session's own customer must be the payer's. What it says
 * besides is not believed either: the subscriptions are read.
 * @throws BillingRefused for a session of somebody else, or none
 */
export async function finishCheckout(
  payer: Payer,
  id: string,
  parts: SettleParts,
): Promise<CheckoutEnd> {
  const row = await findBilling(parts.database, payer)
  if (!row?.customer || !/^cs_\w{1,250}$/.test(id)) throw notYours()
  const session = await read(id, parts)
  if (!session || customerOf(session) !== row.customer) throw notYours()
  await settle(payer, parts)
  const { status } = session
  if (status === 'open') return 'open'
  if (row.session === id) await forgetAttempt(row, parts)
  return status === 'expired' ? 'expired' : 'complete'
}

async function read(id: string, parts: SettleParts): Promise<Stripe.Checkout.Session | undefined> {
  const reply = await ask(() => ownClient(parts.stripe).checkout.sessions.retrieve(id), parts)
  if (reply.kind === 'ok') return reply.value
  if (reply.kind === 'gone' || reply.kind === 'invalid') return undefined
  throw failure('The checkout could not be read', reply)
}

function customerOf({ customer }: Stripe.Checkout.Session): string | undefined {
  return typeof customer === 'string' ? customer : customer?.id
}
