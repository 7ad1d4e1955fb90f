import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { startPlatform, type TestPlatform } from '../../../testing.js'
import { lifecycle } from './lifecycle.js'

const usd = { amount: 2000, currency: 'usd' } as const

/** How an intent gets into each status a card can bring it to. */
const ROADS: Record<string, (stripe: Stripe) => Promise<Stripe.PaymentIntent>> = {
  requires_payment_method: (stripe) => stripe.paymentIntents.create(usd),
  requires_confirmation: (stripe) =>
    stripe.paymentIntents.create({ ...usd, payment_method: 'pm_card_visa' }),
  requires_action: (stripe) =>
    stripe.paymentIntents.create({
      ...{ ...usd, payment_method: 'pm_card_authenticationRequired', confirm: true },
    }),
  requires_capture: (stripe) =>
    stripe.paymentIntents.create({
      ...{ ...usd, payment_method: 'pm_card_visa', capture_method: 'manual', confirm: true },
    }),
  succeeded: (stripe) =>
    stripe.paymentIntents.create({ ...usd, payment_method: 'pm_card_visa', confirm: true }),
  canceled: async (stripe) =>
    stripe.paymentIntents.cancel((await stripe.paymentIntents.create(usd)).id),
}

const VERBS: Record<string, (stripe: Stripe, id: string) => Promise<Stripe.PaymentIntent>> = {
  confirm: (stripe, id) => stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }),
  capture: (stripe, id) => stripe.paymentIntents.capture(id),
  cancel: (stripe, id) => stripe.paymentIntents.cancel(id),
}

const REFUSALS: Record<string, RegExp> = {
  confirm: /^You cannot confirm this PaymentIntent because it has /,
  capture: /could not be captured because it has a status of \w+\. Only .*: requires_capture\.$/,
  cancel: /^You cannot cancel this PaymentIntent because it has a status of .* processing\.$/,
}

describe('every verb from every status', () => {
  for (const [status, road] of Object.entries(ROADS)) {
    for (const [verb, run] of Object.entries(VERBS)) {
      const allowed = lifecycle.verbs?.[verb]?.from.includes(status) ?? false
      it(`${verb} from ${status}: ${allowed ? 'runs' : 'is refused'}`, async (t) => {
        const world = await startPlatform()
        t.after(world.close)
        const intent = await road(world.stripe)
        assert.equal(intent.status, status)
        if (allowed) assert.notEqual((await run(world.stripe, intent.id)).status, status)
        else await assertRefused(world, run(world.stripe, intent.id), REFUSALS[verb] ?? /./)
      })
    }
  }
})

async function assertRefused(
  { eventTypes }: TestPlatform,
  running: Promise<unknown>,
  message: RegExp,
): Promise<void> {
  const before = eventTypes()
  await assert.rejects(running, (error) => {
    assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError)
    assert.equal(error.code, 'payment_intent_unexpected_state')
    assert.match(error.message, message)
    assert.equal(error.payment_intent?.object, 'payment_intent')
    return true
  })
  assert.deepEqual(eventTypes(), before)
}
