/** One call to Stripe for our own account: tried again while that may help, answered as an outcome. */
import { Stripe } from 'stripe'
import { answerOf, isSetback, type Answer } from '../stripe/answer.js'
import type { BillingParts } from './parts.js'
import { stripeAway, stripeRefused } from './refusals.js'

export type Reply<T> = { kind: 'ok'; value: T } | Exclude<Answer<never>, { kind: 'ok' }>

/** A person may be waiting, so three tries and no more; a job has its own. */
const TRIES = 3
const FIRST_WAIT_MS = 200

/** Whatever changes something must carry an idempotency key, or bear being done twice. */
export async function ask<T>(
  call: () => Promise<T>,
  { outside }: Pick<BillingParts, 'outside'>,
): Promise<Reply<T>> {
  for (let tries = 1; ; tries++) {
    const reply = await once(call)
    if (reply.kind === 'ok' || !isSetback(reply) || tries === TRIES) return reply
    const longest = FIRST_WAIT_MS * 2 ** tries
    await outside.timers.sleep(outside.random.fraction() * longest)
  }
}

async function once<T>(call: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { kind: 'ok', value: await call() }
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return answerOf(error)
    throw error
  }
}

/** @throws BillingRefused or BillingAway where there is no other way on */
export function demand<T>(what: string, reply: Reply<T>): T {
  if (reply.kind === 'ok') return reply.value
  throw failure(what, reply)
}

export function failure(what: string, reply: Exclude<Reply<unknown>, { kind: 'ok' }>): Error {
  if (isSetback(reply)) return stripeAway(reply.reason)
  return stripeRefused(what, reply.kind === 'gone' ? 'Stripe knows no such object.' : reply.reason)
}
