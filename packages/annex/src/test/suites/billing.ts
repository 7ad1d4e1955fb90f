/** What we charge for: one customer an account, the subscription that counts, and word of changes. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLog } from '../../core/log.js'
import { catchUp } from '../../extension/billing/catch-up.js'
import { getCustomer } from '../../extension/billing/customer.js'
import { BillingRefused } from '../../extension/billing/refusals.js'
import { settle } from '../../extension/billing/settle.js'
import { findBilling, lockBilling } from '../../extension/store/billing.js'
import { freshBilling } from '../worlds/billing-room.js'
import { NOW } from '../worlds/billing.js'
import type { StoreKind } from './stores.js'

const MONTH = 31 * 24 * 3600

export function billingSuite(kind: StoreKind): void {
  describe(`billing in ${kind.name}`, () => {
    const room = freshBilling(kind)

    it('sells what the settings name, in their order', async () => {
      const plans = await room.world.room.plans()
      assert.deepEqual(
        plans.map(({ key, name, amount, interval }) => [key, name, amount, interval]),
        [
          ['starter', 'Starter', 2900, 'month'],
          ['growth', 'Growth', 9900, 'month'],
        ],
      )
    })

    it('hears of a price that is no longer sold', async () => {
      await room.world.room.plans()
      await room.world.stripe.prices.update(room.world.prices.starter, { active: false })
      await room.heard()
      const plans = await room.world.room.plans()
      assert.deepEqual(
        plans.map(({ key }) => key),
        ['growth'],
      )
    })

    it('has nothing to say of an account that never bought', async () => {
      const status = await room.world.room.status(room.harbour)
      assert.equal(status.status, 'none')
      assert.equal(status.paid, false)
      assert.equal(status.plan, null)
      await assert.rejects(room.world.room.portalUrl(room.harbour), BillingRefused)
    })

    it('makes one customer, however many ask at once', async () => {
      const made = await Promise.all(
        [1, 2, 3, 4].map(() => getCustomer(room.harbour, room.world.parts)),
      )
      assert.equal(new Set(made).size, 1)
      const { data } = await room.world.stripe.customers.list()
      assert.equal(data.length, 1)
      assert.equal(data[0]?.metadata.annex_account, 'acct_harbour')
    })

    it('finds its customer again when its own books are lost', async () => {
      const customer = await getCustomer(room.harbour, room.world.parts)
      await room.database.exec('delete from annex.billing_customers')
      assert.equal(await getCustomer(room.harbour, room.world.parts), customer)
      assert.equal((await room.world.stripe.customers.list()).data.length, 1)
    })

    it('follows a subscription by events, whatever they say', async () => {
      const { id } = await room.bought()
      await room.heard()
      const status = await room.world.room.status(room.harbour)
      assert.equal(status.status, 'active')
      assert.equal(status.paid, true)
      assert.equal(status.subscription, id)
      assert.partialDeepStrictEqual(status.plan, {
        ...{ name: 'Starter', amount: 2900, currency: 'usd', interval: 'month' },
      })
      assert.ok((status.current_period_end ?? 0) > NOW)

      await room.world.stripe.subscriptions.update(id, { cancel_at_period_end: true })
      await room.heard()
      const ending = await room.world.room.status(room.harbour)
      assert.equal(ending.status, 'active')
      assert.equal(ending.cancel_at, ending.current_period_end)

      await room.world.stripe.subscriptions.cancel(id)
      await room.heard()
      assert.equal((await room.world.room.status(room.harbour)).status, 'canceled')
      assert.deepEqual(
        room.world.told.map((news) => (news as { status: string }).status),
        ['active', 'canceled'],
      )
    })

    it('tells that a renewal was declined', async () => {
      const { id, customer } = await room.bought()
      await room.heard()
      const declining = await room.world.stripe.paymentMethods.attach(
        'pm_card_chargeCustomerFail',
        {
          customer,
        },
      )
      await room.world.stripe.subscriptions.update(id, { default_payment_method: declining.id })
      room.world.platform.advanceTo(NOW + MONTH + 2 * 3600)
      await room.heard()
      const status = await room.world.room.status(room.harbour)
      assert.equal(status.status, 'past_due')
      assert.equal(status.paid, false)
    })

    it('follows a change of plan', async () => {
      const { id, item } = await room.bought()
      await room.heard()
      const price = room.world.prices.growth
      await room.world.stripe.subscriptions.update(id, { items: [{ id: item, price }] })
      await room.heard()
      assert.equal((await room.world.room.status(room.harbour)).plan?.name, 'Growth')
      assert.partialDeepStrictEqual(room.world.told.at(-1), {
        ...{ account: 'acct_harbour', status: 'active', price },
        previous: { status: 'active', price: room.world.prices.starter },
      })
    })

    it('lets no late answer overwrite a newer one', async () => {
      const { id } = await room.bought()
      const arrived = Promise.withResolvers<void>()
      const slow = Promise.withResolvers<void>()
      room.answering = async (request, answer) => {
        if (!request.includes('/v1/subscriptions?')) return
        room.answering = undefined
        await answer
        arrived.resolve()
        await slow.promise
      }
      const late = room.world.room.refresh(room.harbour)
      await arrived.promise
      await room.world.stripe.subscriptions.cancel(id)
      await room.heard()
      slow.resolve()
      await late
      assert.equal((await room.world.room.status(room.harbour)).status, 'canceled')
    })

    it('gives a second subscription back, and keeps the first', async () => {
      const first = await room.bought()
      room.world.platform.advanceTo(NOW + 1)
      const second = await room.bought()
      await room.heard()
      assert.equal((await room.world.room.status(room.harbour)).subscription, first.id)
      assert.equal((await room.world.stripe.subscriptions.retrieve(second.id)).status, 'canceled')
      const refunds = (await room.world.stripe.refunds.list()).data
      assert.deepEqual(
        refunds.map(({ amount }) => amount),
        [2900],
      )
      await room.heard()
      assert.equal((await room.world.stripe.refunds.list()).data.length, 1)
    })

    it('says so when the money of a second one could not be given back', async () => {
      await room.bought()
      room.world.platform.advanceTo(NOW + 1)
      const second = await room.bought()
      const error = { type: 'invalid_request_error', code: 'charge_disputed', message: 'Disputed.' }
      room.instead = async ({ method, url }) =>
        method === 'POST' && url.endsWith('/v1/refunds')
          ? Response.json({ error }, { status: 400 })
          : undefined
      const lines: string[] = []
      const log = createLog('error', 'test', { write: (line) => void lines.push(line) })
      await settle(room.harbour, { ...room.world.parts, log })
      assert.equal((await room.world.stripe.subscriptions.retrieve(second.id)).status, 'canceled')
      const [intent] = (await room.world.stripe.paymentIntents.list()).data
      assert.equal(lines.length, 1)
      assert.partialDeepStrictEqual(JSON.parse(lines[0] ?? ''), { intent: intent?.id })
    })

    it('says nothing of money that a person gave back before', async () => {
      await room.bought()
      room.world.platform.advanceTo(NOW + 1)
      await room.bought()
      const [intent] = (await room.world.stripe.paymentIntents.list()).data
      await room.world.stripe.refunds.create({ payment_intent: intent?.id ?? '' })
      const lines: string[] = []
      const log = createLog('error', 'test', { write: (line) => void lines.push(line) })
      await settle(room.harbour, { ...room.world.parts, log })
      assert.deepEqual(lines, [])
      assert.equal((await room.world.stripe.refunds.list()).data.length, 1)
    })

    it('leaves a second subscription alone that a person made', async () => {
      const { customer, card } = await room.bought()
      await room.world.stripe.subscriptions.create({
        ...{ customer, items: [{ price: room.world.prices.growth }], default_payment_method: card },
      })
      await room.heard()
      assert.equal((await room.world.stripe.refunds.list()).data.length, 0)
      assert.equal((await room.world.stripe.subscriptions.list()).data.length, 2)
    })

    it('begins anew with an account whose customer was deleted', async () => {
      const { customer } = await room.bought()
      await room.heard()
      await room.world.stripe.customers.del(customer)
      await room.heard()
      const gone = await room.world.room.status(room.harbour)
      assert.equal(gone.status, 'canceled')
      assert.equal(gone.customer, null)
      assert.notEqual(await getCustomer(room.harbour, room.world.parts), customer)
    })

    it('finds what no webhook brought', async () => {
      await room.world.room.refresh(room.harbour)
      await getCustomer(room.harbour, room.world.parts)
      await catchUp(new AbortController().signal, room.world.parts)
      await room.bought()
      await catchUp(new AbortController().signal, room.world.parts)
      await room.world.runJobs()
      assert.equal((await room.world.room.status(room.harbour)).status, 'active')
    })

    it('ends with its period when the account disconnects', async () => {
      const { id } = await room.bought()
      await room.heard()
      await room.database.transaction((tx) => room.world.room.disconnected(tx, room.harbour))
      await room.database.exec('delete from annex.connections')
      await room.world.runJobs()
      const status = await room.world.room.status(room.harbour)
      assert.equal(status.status, 'active')
      assert.equal(status.cancel_at, status.current_period_end)
      assert.equal((await room.world.stripe.subscriptions.retrieve(id)).cancel_at_period_end, true)
      assert.deepEqual(
        (await room.world.room.list()).map(({ account, connection }) => [account, connection]),
        [['acct_harbour', null]],
      )
    })

    it('is not thought to end while Stripe says that it goes on', async () => {
      const { id } = await room.bought()
      await room.heard()
      // Stripe lets nobody end a subscription beside its schedule.
      const schedule = await room.world.stripe.subscriptionSchedules.create({
        from_subscription: id,
      })
      await room.heard()
      await room.database.transaction((tx) => room.world.room.disconnected(tx, room.harbour))
      await room.database.exec('delete from annex.connections')
      const [job] = room.world.jobs
      await assert.rejects(room.world.runJobs(), /could not be ended/)

      await room.world.stripe.subscriptionSchedules.release(schedule.id)
      if (job) room.world.jobs.push(job)
      await room.world.runJobs()
      assert.equal((await room.world.stripe.subscriptions.retrieve(id)).cancel_at_period_end, true)
    })

    it('keeps nothing of an account that never went to a checkout', async () => {
      await room.database.transaction((tx) => lockBilling(tx, room.harbour))
      await room.database.transaction((tx) => room.world.room.disconnected(tx, room.harbour))
      await room.database.exec('delete from annex.connections')
      await room.world.runJobs()
      assert.equal(await findBilling(room.database, room.harbour), undefined)
    })

    it('goes on when the account has connected again meanwhile', async () => {
      const { id } = await room.bought()
      await room.heard()
      await room.database.transaction((tx) => room.world.room.disconnected(tx, room.harbour))
      await room.world.runJobs()
      assert.equal((await room.world.stripe.subscriptions.retrieve(id)).cancel_at_period_end, false)
    })

    it('lists who pays and who doesn’t, the owing first', async () => {
      const northwind = await room.world.connect('acct_northwind')
      await room.bought(room.world.prices.growth, northwind)
      await room.heard()
      const listed = await room.world.room.list()
      assert.deepEqual(
        listed.map(({ account, status, plan }) => [account, status, plan?.name]),
        [
          ['acct_northwind', 'active', 'Growth'],
          ['acct_harbour', 'none', undefined],
        ],
      )
      assert.deepEqual(await room.world.room.list('another tenant'), [])
    })
  })
}
