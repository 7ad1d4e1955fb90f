import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

describe('a domain of payment methods', () => {
  it('shows Apple Pay once it was validated, the others at once', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { paymentMethodDomains } = stripe

    const made = await paymentMethodDomains.create({ domain_name: 'shop.harbour.com' })

    assert.deepEqual([made.enabled, made.google_pay], [true, { status: 'active' }])
    assert.equal(made.apple_pay.status, 'inactive')
    assert.match(made.apple_pay.status_details?.error_message ?? '', /validate/)
    const valid = await paymentMethodDomains.validate(made.id)
    assert.deepEqual(valid.apple_pay, { status: 'active' })
    assert.deepEqual((await paymentMethodDomains.retrieve(made.id)).apple_pay, valid.apple_pay)
    const off = await paymentMethodDomains.update(made.id, { enabled: false })
    assert.deepEqual([off.enabled, off.apple_pay.status], [false, 'active'])
    await assert.rejects(paymentMethodDomains.validate('pmd_none'), { statusCode: 404 })
  })

  it('is validated in vain where nobody can reach it', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    for (const domain_name of ['localhost', 'shop.test', 'till.local', 'shop']) {
      const { id } = await stripe.paymentMethodDomains.create({ domain_name })
      const { apple_pay, paypal } = await stripe.paymentMethodDomains.validate(id)
      assert.deepEqual([apple_pay.status, paypal.status], ['inactive', 'inactive'], domain_name)
      assert.match(apple_pay.status_details?.error_message ?? '', /cannot be reached/)
    }
  })

  it('is a name, no address', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    for (const domain_name of [
      'https://harbour.com',
      'harbour.com/shop',
      '10.0.0.1',
      'a b',
      '-a.com',
    ]) {
      const making = stripe.paymentMethodDomains.create({ domain_name })
      await assert.rejects(making, { param: 'domain_name' }, domain_name)
    }
  })
})
