import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { signatureHeader } from './signature.js'

const body = '{"id":"evt_1"}'

describe('the signature of a delivery', () => {
  it('is the documented one', () => {
    assert.equal(
      signatureHeader(body, ['whsec_test_secret'], 1_700_000_000),
      't=1700000000,v1=248a374f50f943a28b0f6ab50faf9a7e7e29b710fa26df9fb1618b9bf8ea9c9a',
    )
  })

  it('convinces holders of either secret while one is being rolled, and nobody else', () => {
    const { webhooks } = new Stripe('sk_test_unused_here')
    const header = signatureHeader(body, ['whsec_new', 'whsec_old'], 1_700_000_000)
    const check = (secret: string, text = body) =>
      webhooks.signature?.verifyHeader(text, header, secret, 300, undefined, 1_700_000_100_000)

    assert.equal(header.match(/v1=/g)?.length, 2)
    assert.ok(check('whsec_new') && check('whsec_old'))
    assert.throws(() => check('whsec_other'))
    assert.throws(() => check('whsec_new', '{"id":"evt_2"}'))
  })
})
