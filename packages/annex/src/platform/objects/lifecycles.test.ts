import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { enumOf } from '../../catalogue/catalogue.js'
import { startPlatform, type TestPlatform } from '../../testing.js'
import { targetsOf, type Lifecycle, type Move } from '../engine/lifecycle.js'
import { statusOf } from '../engine/news.js'
import { openUnit } from '../engine/unit.js'
import { lifecycle as charges } from './charge/lifecycle.js'
import { lifecycle as disputes } from './dispute/lifecycle.js'
import { lifecycle as invoices } from './invoice/lifecycle.js'
import { lifecycle as intents } from './payment-intent/lifecycle.js'
import { idOf } from './reference.js'
import { lifecycle as payouts } from './payout/lifecycle.js'
import { lifecycle as refunds } from './refund/lifecycle.js'
import { lifecycle as setups } from './setup-intent/lifecycle.js'
import { lifecycle as subscriptions } from './subscription/lifecycle.js'
import { lifecycle as topups } from './topup/lifecycle.js'

const KINDS = [
  'charge',
  'dispute',
  'invoice',
  'payment_intent',
  'payout',
  'refund',
  'setup_intent',
  'subscription',
  'topup',
] as const
type Kind = (typeof KINDS)[number]

interface Machine {
  readonly table: Pick<Lifecycle<never>, 'verbs' | 'entering'>
  readonly statuses: readonly string[]
  /** What a verb from a wrong status is refused with. */
  readonly code: string
  /** Makes one the honest way; the test then puts it into each status, also those no card leads to. */
  readonly make: (world: TestPlatform) => Promise<string>
  readonly run: Readonly<Record<string, (stripe: Stripe, id: string) => Promise<unknown>>>
}

const usd = { amount: 2000, currency: 'usd' } as const

async function charged({ stripe, advance }: TestPlatform, card: string): Promise<string> {
  const intent = await stripe.paymentIntents.create({
    ...{ ...usd, payment_method: card, confirm: true },
  })
  advance(10)
  return idOf(intent.latest_charge ?? '')
}

/** A customer whose card pays. */
async function payer(stripe: Stripe): Promise<string> {
  const { id } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
  const [method] = (await stripe.customers.listPaymentMethods(id)).data
  const invoice_settings = { default_payment_method: method?.id ?? '' }
  return (await stripe.customers.update(id, { invoice_settings })).id
}

const MACHINES: Readonly<Record<Kind, Machine>> = {
  charge: {
    table: charges,
    statuses: ['pending', 'succeeded', 'failed'],
    code: 'charge_invalid_parameter',
    make: async ({ stripe }) =>
      (await stripe.charges.create({ ...usd, source: 'tok_visa', capture: false })).id,
    run: { capture: (stripe, id) => stripe.charges.capture(id) },
  },
  dispute: {
    table: disputes,
    statuses: enumOf('dispute', 'status') ?? [],
    code: 'status_transition_invalid',
    async make(world) {
      await charged(world, 'pm_card_createDispute')
      return (await world.stripe.disputes.list()).data[0]?.id ?? ''
    },
    run: { close: (stripe, id) => stripe.disputes.close(id) },
  },
  invoice: {
    table: invoices,
    statuses: enumOf('invoice', 'status') ?? [],
    code: 'status_transition_invalid',
    async make({ stripe }) {
      const customer = await payer(stripe)
      const { id } = await stripe.invoices.create({ customer })
      await stripe.invoiceItems.create({ ...usd, customer, invoice: id })
      return (await stripe.invoices.finalizeInvoice(id)).id
    },
    run: {
      finalize: (stripe, id) => stripe.invoices.finalizeInvoice(id),
      pay: (stripe, id) => stripe.invoices.pay(id),
      send: (stripe, id) => stripe.invoices.sendInvoice(id),
      void: (stripe, id) => stripe.invoices.voidInvoice(id),
      mark_uncollectible: (stripe, id) => stripe.invoices.markUncollectible(id),
    },
  },
  payment_intent: {
    table: intents,
    statuses: enumOf('payment_intent', 'status') ?? [],
    code: 'payment_intent_unexpected_state',
    make: async ({ stripe }) =>
      (
        await stripe.paymentIntents.create({
          ...{ ...usd, payment_method: 'pm_card_visa', capture_method: 'manual', confirm: true },
        })
      ).id,
    run: {
      confirm: (stripe, id) =>
        stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_mastercard' }),
      capture: (stripe, id) => stripe.paymentIntents.capture(id),
      cancel: (stripe, id) => stripe.paymentIntents.cancel(id),
    },
  },
  payout: {
    table: payouts,
    statuses: ['pending', 'in_transit', 'paid', 'failed', 'canceled'],
    code: 'status_transition_invalid',
    async make(world) {
      await charged(world, 'pm_card_bypassPending')
      return (await world.stripe.payouts.create({ amount: 500, currency: 'usd' })).id
    },
    run: {
      cancel: (stripe, id) => stripe.payouts.cancel(id),
      reverse: (stripe, id) => stripe.payouts.reverse(id),
    },
  },
  topup: {
    table: topups,
    statuses: enumOf('topup', 'status') ?? [],
    code: 'status_transition_invalid',
    make: async ({ stripe }) => (await stripe.topups.create(usd)).id,
    run: { cancel: (stripe, id) => stripe.topups.cancel(id) },
  },
  refund: {
    table: refunds,
    statuses: ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'],
    code: 'status_transition_invalid',
    async make(world) {
      return (await world.stripe.refunds.create({ charge: await charged(world, 'pm_card_visa') }))
        .id
    },
    run: {
      cancel: (stripe, id) => stripe.refunds.cancel(id),
      expire: (stripe, id) => stripe.testHelpers.refunds.expire(id),
    },
  },
  subscription: {
    table: subscriptions,
    statuses: enumOf('subscription', 'status') ?? [],
    code: 'status_transition_invalid',
    async make({ stripe }) {
      const recurring = { interval: 'month' } as const
      const price = await stripe.prices.create({
        ...{ unit_amount: 2000, currency: 'usd', recurring, product_data: { name: 'Beans' } },
      })
      const customer = await payer(stripe)
      return (await stripe.subscriptions.create({ customer, items: [{ price: price.id }] })).id
    },
    run: {
      pause: (stripe, id) => stripe.subscriptions.pause(id),
      resume: (stripe, id) => stripe.subscriptions.resume(id),
    },
  },
  setup_intent: {
    table: setups,
    statuses: enumOf('setup_intent', 'status') ?? [],
    code: 'setup_intent_unexpected_state',
    make: async ({ stripe }) =>
      (await stripe.setupIntents.create({ payment_method: 'pm_card_visa' })).id,
    run: {
      confirm: (stripe, id) => stripe.setupIntents.confirm(id),
      cancel: (stripe, id) => stripe.setupIntents.cancel(id),
    },
  },
}

for (const kind of KINDS) {
  const { table, statuses, code, make, run } = MACHINES[kind]

  describe(`the lifecycle of a ${kind}`, () => {
    it('knows only statuses that there are', () => {
      const named = Object.values(table.verbs ?? {}).flatMap(({ from }) => from)
      for (const status of [...named, ...Object.keys(table.entering ?? {})]) {
        assert.ok(statuses.includes(status), status)
      }
    })

    for (const status of statuses) {
      for (const [verb, ask] of Object.entries(run)) {
        const allowed = table.verbs?.[verb]?.from.includes(status) ?? false

        it(`${allowed ? 'lets' : 'does not let'} ${verb} run from ${status}`, async (t) => {
          const world = await startPlatform()
          t.after(world.close)
          const id = await make(world)
          put(world, kind, id, status)
          const before = world.eventTypes().length

          const outcome = await ask(world.stripe, id).then(() => undefined, codeOf)

          assert.equal(outcome, allowed ? undefined : code)
          assert.equal(world.eventTypes().length > before, allowed)
          if (allowed) assertMoved(table.verbs?.[verb], status, statusNow(world, kind, id))
        })
      }
    }
  })
}

function put(world: TestPlatform, kind: Kind, id: string, status: string): void {
  const { store } = world.platform.parts.engine
  store.transaction(() => workIn(world).update(kind, id, Object({ status })))
}

function statusNow(world: TestPlatform, kind: Kind, id: string): string {
  return statusOf(workIn(world).find(kind, id) ?? {}) ?? ''
}

function workIn({ platform, account, now }: TestPlatform) {
  const caller = { account: account.account.id, livemode: false, application: null }
  const cause = { now: now(), requestId: null, idempotencyKey: null }
  return openUnit(platform.parts.engine, { ...caller, access: 'read_write', maskedKey: '' }, cause)
}

function assertMoved(move: Move | undefined, from: string, to: string): void {
  assert.ok(move)
  assert.ok([from, ...targetsOf(move, from)].includes(to), `${from} → ${to}`)
}

function codeOf(error: unknown): string | undefined {
  assert.ok(error instanceof Stripe.errors.StripeError, String(error))
  return error.code
}
