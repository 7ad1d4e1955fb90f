import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dashboardWorld } from '../../../test/worlds/dashboard.js'

describe('customers in the dashboard', () => {
  it('are added by hand, and found by their address', async (test) => {
    const world = await dashboardWorld(test)
    const grace = await world.signIn('grace')
    assert.match((await grace.open('/customers')).text, /No customers yet/)

    await grace.open('/customers/new')
    const page = await grace.press('Add customer', { email: 'ada@example.com', name: 'Ada' })
    assert.match(page.text, /Customer added\./)
    assert.match(page.url.pathname, /^\/customers\/cus_/)
    const listed = await world.stripe('sk_test_harbour').customers.list()
    assert.deepEqual(
      listed.data.map(({ email, name }) => [email, name]),
      [['ada@example.com', 'Ada']],
    )

    assert.match((await grace.open('/customers?email=ada@example.com')).text, /ada@example\.com/)
    assert.match(
      (await grace.open('/customers?email=bob@example.com')).text,
      /Nobody has this address/,
    )
  })

  it('are refused beside the field, keeping what was typed', async (test) => {
    const grace = await (await dashboardWorld(test)).signIn('grace')
    await grace.open('/customers/new')
    const page = await grace.press('Add customer', { email: 'a'.repeat(600), name: 'Ada' })
    assert.equal(page.status, 400)
    assert.match(page.html, /aria-invalid="true"/)
    assert.match(page.html, /value="Ada"/)
    assert.match(page.text, /must be at most 512 characters/)
  })

  it('show what they have paid and what they keep, with every name escaped', async (test) => {
    const world = await dashboardWorld(test)
    const stripe = world.stripe('sk_test_harbour')
    const customer = await stripe.customers.create({ name: '<script>alert(1)</script>' })
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
    await stripe.paymentIntents.create({
      ...{ amount: 4200, currency: 'usd', customer: customer.id },
      ...{ payment_method: method.id, confirm: true },
    })
    const grace = await world.signIn('grace')

    const page = await grace.open(`/customers/${customer.id}`)

    assert.doesNotMatch(page.html, /<script>alert/)
    assert.match(page.text, /<script>alert\(1\)<\/script>/)
    assert.match(page.text, /\$42\.00 USD Succeeded/)
    assert.match(page.text, new RegExp(method.id))
  })
})
