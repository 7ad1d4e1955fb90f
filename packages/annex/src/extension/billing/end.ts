/** What a disconnect means for a subscription: as the settings say, once and also after a crash. */
import { deleteUnbilled, findBilling, type BillingRow } from '../store/billing.js'
import { findConnection, type AccountKey } from '../store/connections.js'
import { ownClient } from '../stripe/client.js'
import { ask, failure, type Reply } from './ask.js'
import { expireOpen, forgetAttempt } from './attempt.js'
import { settle, type SettleParts } from './settle.js'
import { isLive } from './status.js'

/**
 * Nothing can be bought any more, and what was bought ends. Late, and so only while nobody has
 * connected the account again.
 */
export async function endBilling(key: AccountKey, parts: SettleParts): Promise<void> {
  if (await isConnected(key, parts)) return
  const row = await findBilling(parts.database, key)
  if (!row?.customer) return deleteUnbilled(parts.database, key)
  await expireOpen(row.customer, parts)
  const now = await settle(key, parts)
  await forgetAttempt(row, parts)
  if (!now?.subscription || !isLive(now.status)) return
  const reply = await cancel(now.subscription, parts)
  const after = await settle(key, parts)
  if (!reply || reply.kind === 'ok' || !after || isEnding(after)) return
  throw failure('The subscription could not be ended', reply)
}

/** A refusal may mean that it had ended already, or that it goes on asking for money: it is looked at. */
function isEnding({ status, cancel_at }: BillingRow): boolean {
  return !isLive(status) || cancel_at !== null
}

async function isConnected(key: AccountKey, { database }: SettleParts): Promise<boolean> {
  const connection = await findConnection(database, key)
  return connection !== undefined && connection.state !== 'purging'
}

async function cancel(id: string, parts: SettleParts): Promise<Reply<unknown> | undefined> {
  const { subscriptions } = ownClient(parts.stripe)
  switch (parts.settings.onDisconnect) {
    case 'keep':
      return undefined
    case 'cancel_now':
      return ask(() => subscriptions.cancel(id), parts)
    case 'cancel_at_period_end':
      return ask(() => subscriptions.update(id, { cancel_at_period_end: true }), parts)
    default:
      return parts.settings.onDisconnect satisfies never
  }
}
