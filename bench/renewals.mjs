/**
 * How long a year takes for many monthly subscriptions: renewed, finalized, charged and settled.
 * `node bench/renewals.mjs [--subscriptions 250,1000] [--months 12] [--memory]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Stripe } from 'stripe'
import { createPlatform } from '../packages/annex/dist/platform.js'
import { heldClock } from '../packages/annex/dist/testing.js'

const { values } = parseArgs({
  options: {
    subscriptions: { type: 'string', default: '250,1000' },
    months: { type: 'string', default: '12' },
    memory: { type: 'boolean', default: false },
  },
})
const DAY = 86_400
/** 2026-09-23, 04:26:40 UTC. */
const START = 1_790_137_600
const months = Number(values.months)

for (const count of values.subscriptions.split(',').map(Number)) {
  const folder = mkdtempSync(join(tmpdir(), 'annex-renewals-'))
  try {
    console.log(await year(count, values.memory ? ':memory:' : join(folder, 'platform.db')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns {Promise<string>} one line for people to read */
async function year(count, data) {
  const clock = heldClock(START)
  const platform = await createPlatform({ data, outside: { clock } })
  const { keys } = platform.createAccount({ email: 'owner@harbour.test' })
  const httpClient = Stripe.createFetchHttpClient(platform.fetch)
  await subscribed(new Stripe(keys.test.secret, { httpClient, telemetry: false }), count)
  const paid = () =>
    platform.parts.store.get(`select count(*) as count from events where type = 'invoice.paid'`)
      .count
  const before = paid()
  const started = performance.now()
  const cpu = process.cpuUsage()
  // A month has at most 31 days, so that many renewals fall into the span.
  platform.advanceTo(START + (months * 365 * DAY) / 12 + DAY)
  const tookMs = performance.now() - started
  const { user, system } = process.cpuUsage(cpu)
  const renewals = paid() - before
  await platform.close()
  const each = (tookMs / renewals).toFixed(2)
  const processor = ((user + system) / 1000 / renewals).toFixed(2)
  const load = loadavg()[0].toFixed(1)
  return (
    `${count} subscriptions, ${renewals} renewals: ${(tookMs / 1000).toFixed(1)} s, ` +
    `${each} ms each (${processor} ms of processor), load ${load}`
  )
}

async function subscribed(stripe, count) {
  const price = await stripe.prices.create({
    ...{ unit_amount: 3000, currency: 'usd', recurring: { interval: 'month' } },
    product_data: { name: 'Beans' },
  })
  for (let made = 0; made < count; made++) {
    const { id: customer } = await stripe.customers.create()
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    await stripe.subscriptions.create({
      ...{ customer, default_payment_method: id, items: [{ price: price.id }] },
    })
  }
}
