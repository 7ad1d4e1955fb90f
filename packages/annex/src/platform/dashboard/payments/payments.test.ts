import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dashboardWorld, send, type DashboardWorld } from '../../../test/worlds/dashboard.js'
import { parseAmount } from './amount.js'

const card = { payment_method: 'pm_card_visa', confirm: true } as const

async function paid(world: DashboardWorld, amount = 2000) {
  const stripe = world.stripe('sk_test_harbour')
  return stripe.paymentIntents.create({ amount, currency: 'usd', ...card })
}

describe('payments in the dashboard', () => {
  it('says what will appear while there are none', async (test) => {
    const grace = await (await dashboardWorld(test)).signIn('grace')
    const page = await grace.open('/payments')
    assert.match(page.text, /No payments yet .* Get your API keys/)
  })

  it('lists the newest first, by status and page by page', async (test) => {
    const world = await dashboardWorld(test)
    for (let n = 0; n < 25; n++) await paid(world, 1000 + n * 100)
    await world.stripe('sk_test_harbour').paymentIntents.create({ amount: 777, currency: 'usd' })
    const grace = await world.signIn('grace')

    const first = await grace.open('/payments')
    assert.match(first.text, /\$7\.77 USD Incomplete .* \$34\.00 USD Succeeded/)
    const older = await grace.open(hrefOf(first.html, 'Older'))
    assert.match(older.text, /\$10\.00/)
    assert.doesNotMatch(older.text, /\$34\.00/)
    const newer = await grace.open(hrefOf(older.html, 'Newer'))
    assert.match(newer.text, /\$7\.77/)
    const incomplete = await grace.open('/payments?status=incomplete')
    assert.match(incomplete.text, /\$7\.77/)
    assert.doesNotMatch(incomplete.text, /\$34\.00/)
  })

  it('finds what was given back, failed or disputed', async (test) => {
    const world = await dashboardWorld(test)
    const stripe = world.stripe('sk_test_harbour')
    const given = await paid(world, 1100)
    await stripe.refunds.create({ payment_intent: given.id, amount: 100 })
    await paid(world, 2200)
    const declined = { ...card, payment_method: 'pm_card_visa_chargeDeclined' }
    await assert.rejects(
      stripe.paymentIntents.create({ amount: 3300, currency: 'usd', ...declined }),
    )
    const disputed = { ...card, payment_method: 'pm_card_createDispute' }
    await stripe.paymentIntents.create({ amount: 4400, currency: 'usd', ...disputed })
    await stripe.paymentIntents.create({ amount: 5500, currency: 'usd' })
    world.platform.advanceTo(world.clock.now() + 60)
    const grace = await world.signIn('grace')
    const amounts = async (status: string) => {
      const { text } = await grace.open(`/payments?status=${status}`)
      return ['$11.00', '$22.00', '$33.00', '$44.00', '$55.00'].filter((one) => text.includes(one))
    }

    assert.deepEqual(await amounts('refunded'), ['$11.00'])
    assert.deepEqual(await amounts('failed'), ['$33.00'])
    assert.deepEqual(await amounts('disputed'), ['$44.00'])
    assert.deepEqual(await amounts('incomplete'), ['$55.00'])
    assert.deepEqual(await amounts('succeeded'), ['$11.00', '$22.00', '$44.00'])
  })

  it('shows one: what happened, what it cost, and what can be given back', async (test) => {
    const world = await dashboardWorld(test)
    const { id } = await paid(world)
    // A payment's balance transaction is a little late.
    world.platform.advanceTo(world.clock.now() + 60)
    const grace = await world.signIn('grace')

    const page = await grace.open(`/payments/${id}`)

    assert.match(page.text, /\$20\.00 USD Succeeded/)
    assert.match(page.text, /Payment succeeded .* Payment started/)
    assert.match(page.text, /Visa •••• 4242/)
    assert.match(page.text, /Fee -\$0\.88 Net \$19\.12/)
  })

  it('refunds a part and then the rest', async (test) => {
    const world = await dashboardWorld(test)
    const { id } = await paid(world)
    const grace = await world.signIn('grace')
    await grace.open(`/payments/${id}`)

    const partly = await grace.press('Refund', { amount: '12.5', reason: 'duplicate' })
    assert.match(partly.text, /Refunded \$12\.50\./)
    assert.match(partly.text, /Partially refunded/)
    const whole = await grace.press('Refund')
    assert.match(whole.text, /\$20\.00 USD Refunded/)
    assert.doesNotMatch(whole.html, /name="reason"/)

    const refunds = await world.stripe('sk_test_harbour').refunds.list({ payment_intent: id })
    assert.deepEqual(
      refunds.data.map(({ amount, reason }) => [amount, reason]),
      [
        [750, 'requested_by_customer'],
        [1250, 'duplicate'],
      ],
    )
  })

  it('keeps what was typed beside the reason it was refused', async (test) => {
    const world = await dashboardWorld(test)
    const { id } = await paid(world)
    const grace = await world.signIn('grace')
    await grace.open(`/payments/${id}`)

    const words = await grace.press('Refund', { amount: 'ten' })
    assert.equal(words.status, 400)
    assert.match(words.html, /value="ten"/)
    assert.match(words.text, /Write an amount such as 12\.50\./)
    const much = await grace.press('Refund', { amount: '20.01' })
    assert.match(much.html, /value="20\.01"/)
    assert.match(much.text, /greater than/)
    const reason = await send(grace, `/payments/${id}/refund`, { amount: '1', reason: 'why not' })
    assert.equal(reason.status, 400)
  })

  it('captures what is held, and cancels what is not wanted', async (test) => {
    const world = await dashboardWorld(test)
    const stripe = world.stripe('sk_test_harbour')
    const held = { amount: 2000, currency: 'usd', capture_method: 'manual', ...card } as const
    const [first, second] = [
      await stripe.paymentIntents.create(held),
      await stripe.paymentIntents.create(held),
    ]
    const grace = await world.signIn('grace')

    await grace.open(`/payments/${first.id}`)
    const captured = await grace.press('Capture $20.00')
    assert.match(captured.text, /\$20\.00 USD Succeeded/)
    await grace.open(`/payments/${second.id}`)
    const canceled = await grace.press('Cancel payment')
    assert.match(canceled.text, /\$20\.00 USD Canceled/)
    const again = await send(grace, `/payments/${second.id}/capture`)
    assert.match(again.text, /could not be captured|status of canceled/)
  })

  it('keeps payments of other accounts and of the other mode out of sight', async (test) => {
    const world = await dashboardWorld(test)
    const { id } = await paid(world)
    const nora = await world.signIn('nora')
    assert.equal((await nora.open(`/payments/${id}`)).status, 404)
    await nora.open('/payments')
    assert.equal((await send(nora, `/payments/${id}/refund`, { amount: '1' })).status, 404)

    const grace = await world.signIn('grace')
    await grace.open('/payments')
    await send(grace, '/switch', { livemode: 'true' })
    assert.equal((await grace.open(`/payments/${id}`)).status, 404)
    assert.doesNotMatch((await grace.open('/payments')).text, /Test mode You see test data/)
  })
})

describe('an amount as it is typed', () => {
  it('is read in the units of its currency', () => {
    const read: [string, string, number | undefined][] = [
      ...[
        ['12.5', 'usd', 1250],
        ['12', 'usd', 1200],
        ['1,234.50', 'usd', 123_450],
      ],
      ...[
        ['0.1', 'usd', 10],
        ['500', 'jpy', 500],
        ['1.250', 'kwd', 1250],
      ],
      ...[
        ['12.345', 'usd', undefined],
        ['1.5', 'jpy', undefined],
        ['', 'usd', undefined],
      ],
      ...[
        ['-1', 'usd', undefined],
        ['1e3', 'usd', undefined],
        ['12,50', 'usd', undefined],
      ],
    ] as [string, string, number | undefined][]
    for (const [text, currency, amount] of read) {
      assert.equal(parseAmount(text, currency), amount, `${text} ${currency}`)
    }
  })
})

function hrefOf(html: string, label: string): string {
  const link = [...html.matchAll(/<a[^>]*href="([^"]+)"[^>]*>([^<]*)<\/a>/g)].find(
    ([, , words]) => words === label,
  )
  return (link?.[1] ?? '').replaceAll('&amp;', '&')
}
