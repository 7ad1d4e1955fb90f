import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Refusal, internalError, renderRefusal } from './errors.js'
import { accountInvalid, missingKey } from './refusals/access.js'
import { resourceMissing } from './refusals/objects.js'
import { cannotUnset, invalidEnum, parametersUnknown } from './refusals/parameters.js'
import { rateLimited, unrecognizedUrl } from './refusals/request.js'

describe('the error envelope', () => {
  it('leaves absent fields out and writes the rest in alphabetical order', () => {
    const answer = renderRefusal(missingKey())

    assert.equal(answer.status, 401)
    assert.deepEqual(Object.keys(answer.body.error), ['message', 'type'])
  })

  it('links a coded error to its page, and every error to its request', () => {
    const refusal = resourceMissing({ noun: 'customer', id: 'cus_9', param: 'id', inPath: true })

    const { status, body } = renderRefusal(refusal, 'https://dashboard.test/logs?object=req_1')

    assert.equal(status, 404)
    assert.deepEqual(body.error, {
      code: 'resource_missing',
      doc_url: 'https://stripe.com/docs/error-codes/resource-missing',
      message: "No such customer: 'cus_9'",
      param: 'id',
      request_log_url: 'https://dashboard.test/logs?object=req_1',
      type: 'invalid_request_error',
    })
  })

  it('says where else a missing object is, and that a parameter named it', () => {
    const where = { noun: 'price', id: 'price_1', param: 'items[0][price]', inPath: false } as const

    const { status, body } = renderRefusal(resourceMissing({ ...where, existsIn: 'live' }))

    assert.equal(status, 400)
    assert.equal(
      body.error['message'],
      "No such price: 'price_1'; a similar object exists in live mode, but a test mode key was used to make this request.",
    )
  })

  it('carries whole objects that the request had loaded', () => {
    const intent = { id: 'pi_1', object: 'payment_intent' }

    const declined = new Refusal(402, {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
    })

    const { status, body } = renderRefusal(declined.with({ payment_intent: intent }))

    assert.equal(status, 402)
    assert.equal(body.error['code'], 'card_declined')
    assert.equal(body.error['decline_code'], 'insufficient_funds')
    assert.deepEqual(body.error['payment_intent'], intent)
  })

  it('tells nothing about a bug', () => {
    const { status, body } = renderRefusal(internalError())

    assert.equal(status, 500)
    assert.deepEqual(body.error, { message: 'An unknown error occurred', type: 'api_error' })
  })

  it('says in headers when to come back', () => {
    const { status, headers } = renderRefusal(rateLimited('endpoint-rate', 2))

    assert.equal(status, 429)
    assert.deepEqual(headers, {
      ...{ 'Stripe-Rate-Limited-Reason': 'endpoint-rate', 'Stripe-Should-Retry': 'true' },
      'Retry-After': '2',
    })
  })
})

describe('refusals in the words of Stripe', () => {
  it('names one or several unknown parameters, and the first as param', () => {
    assert.equal(parametersUnknown(['emial']).message, 'Received unknown parameter: emial')
    const several = parametersUnknown(['amount', 'currency'])
    assert.equal(several.message, 'Received unknown parameters: amount, currency')
    assert.equal(several.param, 'amount')
  })

  it('lists what is allowed with an "or" before the last', () => {
    const refusal = invalidEnum('status', ['draft', 'open', 'paid'])
    assert.equal(refusal.message, 'Invalid status: must be one of draft, open or paid')
  })

  it('explains what an empty value would have meant', () => {
    const refusal = cannotUnset('name')
    assert.equal(refusal.code, 'parameter_invalid_empty')
    assert.match(refusal.message, /^You passed an empty string for 'name'\./)
  })

  it('adds advice when the URL ends with a slash', () => {
    const plain = unrecognizedUrl('GET', '/v1/foo')
    const slash = unrecognizedUrl('GET', '/v1/customers/')
    assert.match(plain.message, /^Unrecognized request URL \(GET: \/v1\/foo\)\. Please see/)
    assert.match(slash.message, /remove the trailing slash/)
  })

  it('does not tell a foreign account from an absent one', () => {
    const refusal = accountInvalid('sk_test_****1234', 'acct_x')
    assert.equal(refusal.status, 403)
    assert.match(refusal.message, /\(or that account does not exist\)/)
  })
})
