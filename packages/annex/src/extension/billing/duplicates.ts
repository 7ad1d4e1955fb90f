/** A second subscription of one account, should there ever be one: its money goes back, and it ends. */
import type { Stripe } from 'stripe'
import { ownClient } from '../stripe/client.js'
import { ask, failure } from './ask.js'
import type { BillingParts } from './parts.js'

/**
 * Refunds first: were we to stop between the two, it would still be found live the next time. Only
 * one that was just bought is given back; what has run for a period is a person's to judge.
 */
export async function giveBack(
  { id, latest_invoice }: Stripe.Subscription,
  parts: BillingParts,
): Promise<void> {
  const invoice = await readInvoice(idOf(latest_invoice), parts)
  if (invoice && invoice.billing_reason !== 'subscription_create') {
    return parts.log.error({ subscription: id }, 'an account has two subscriptions for long')
  }
  for (const intent of intentsOf(invoice)) await refund(intent, parts)
  const cancel = () => ownClient(parts.stripe).subscriptions.cancel(id, { prorate: false })
  const reply = await ask(cancel, parts)
  // Canceled twice is canceled.
  if (reply.kind !== 'ok' && reply.kind !== 'gone' && reply.kind !== 'invalid') {
    throw failure('The second subscription could not be ended', reply)
  }
  parts.log.warn({ subscription: id }, 'a second subscription was ended')
}

async function readInvoice(
  id: string | undefined,
  parts: BillingParts,
): Promise<Stripe.Invoice | undefined> {
  if (id === undefined) return undefined
  const client = ownClient(parts.stripe)
  const reply = await ask(() => client.invoices.retrieve(id, { expand: ['payments'] }), parts)
  if (reply.kind === 'ok') return reply.value
  throw failure('The second subscription’s invoice could not be read', reply)
}

function intentsOf(invoice: Stripe.Invoice | undefined): string[] {
  const payments = invoice?.payments?.data ?? []
  return payments
    .filter(({ status }) => status === 'paid')
    .flatMap(({ payment }) => idOf(payment.payment_intent) ?? [])
}

async function refund(payment_intent: string, parts: BillingParts): Promise<void> {
  const params = { payment_intent, reason: 'duplicate' as const }
  const options = { idempotencyKey: `annex-duplicate-${payment_intent}` }
  const reply = await ask(() => ownClient(parts.stripe).refunds.create(params, options), parts)
  if (reply.kind === 'ok') return
  if (reply.kind !== 'invalid') throw failure('The second payment could not be refunded', reply)
  // Refunded before, by us a day ago or by a person; or disputed, and then it is a person's to judge.
  if (await isRefunded(payment_intent, parts)) return
  parts.log.error({ intent: payment_intent }, 'a second payment was not refunded: look at Stripe')
}

async function isRefunded(id: string, parts: BillingParts): Promise<boolean> {
  const { paymentIntents } = ownClient(parts.stripe)
  const read = () => paymentIntents.retrieve(id, { expand: ['latest_charge'] })
  const reply = await ask(read, parts)
  if (reply.kind !== 'ok') throw failure('The second payment could not be read', reply)
  const { latest_charge } = reply.value
  return typeof latest_charge === 'object' && (latest_charge?.refunded ?? false)
}

function idOf(reference: string | { id: string } | null | undefined): string | undefined {
  return typeof reference === 'string' ? reference : reference?.id
}
