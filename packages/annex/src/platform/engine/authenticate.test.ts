import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { expireApiKey } from '../store/api-keys.js'
import { keyedHash } from '../../core/secret.js'
import { connect, createExtension, startPlatform, type TestPlatform } from '../../testing.js'

/** What a bare request gets: the status and the error. */
async function ask(world: TestPlatform, headers: Record<string, string>, path = '/v1/customers') {
  const response = await world.platform.fetch(`http://annex.test${path}`, { headers })
  const body: { error?: { message: string; code?: string; type: string } } = JSON.parse(
    await response.text(),
  )
  return { status: response.status, headers: response.headers, ...body.error }
}

function bearer(key: string): { authorization: string } {
  return { authorization: `Bearer ${key}` }
}

describe('who asks', () => {
  it('is a key, as Bearer or as the user of Basic', async () => {
    const world = await startPlatform()
    const key = world.account.keys.test.secret
    const basic = `Basic ${Buffer.from(`${key}:`).toString('base64')}`

    assert.equal((await ask(world, bearer(key))).status, 200)
    assert.equal((await ask(world, { authorization: basic })).status, 200)
    await world.close()
  })

  it('is refused without a key, with a wrong one, and never hears it back', async () => {
    const world = await startPlatform()

    const none = await ask(world, {})
    const wrong = await ask(world, bearer('sk_test_1234567890abcd'))

    assert.equal(none.status, 401)
    assert.match(none.message ?? '', /^You did not provide an API key\./)
    assert.equal(wrong.status, 401)
    assert.equal(wrong.message, 'Invalid API Key provided: sk_test_**********abcd')
    for (const header of ['Bearer', 'Bearer ', 'Basic !!!', 'Digest x', 'Bearer a b']) {
      assert.equal((await ask(world, { authorization: header })).status, 401, header)
    }
    await world.close()
  })

  it('is refused with a key that was rolled, from its last second on', async () => {
    const world = await startPlatform()
    const { hashKey, store } = world.platform.parts
    const key = world.account.keys.test.secret
    const hash = keyedHash(key, hashKey)
    expireApiKey(store, world.account.account.id, hash, world.now() + 60)

    world.advance(59)
    assert.equal((await ask(world, bearer(key))).status, 200)
    world.advance(1)
    const expired = await ask(world, bearer(key))

    assert.equal(expired.status, 401)
    assert.equal(expired.code, 'api_key_expired')
    await world.close()
  })

  it('sees only the objects of the mode of its key, and is told about the other', async () => {
    const world = await startPlatform()
    const { id } = await world.stripe.customers.create({})
    const live = world.client(world.account.keys.live.secret)

    await assert.rejects(live.customers.retrieve(id), {
      message: `No such customer: '${id}'; a similar object exists in test mode, but a live mode key was used to make this request.`,
      statusCode: 404,
    })
    assert.deepEqual((await live.customers.list()).data, [])
    await world.close()
  })

  it('may do next to nothing with a publishable key', async () => {
    const world = await startPlatform()
    const refused = await ask(world, bearer(world.account.keys.test.publishable))
    assert.equal(refused.status, 401)
    assert.equal(refused.code, 'secret_key_required')
    await world.close()
  })
})

describe('acting for a connected account', () => {
  it('works by header and by access token, until the account ends it', async () => {
    const world = await startPlatform()
    const extension = createExtension(world.platform)
    const account = world.account.account.id
    const { revoke, accessToken } = connect(world.platform, extension, { account })
    const stripe = world.client(extension.keys.test.secret)

    const made = await stripe.customers.create({ name: 'Ada' }, { stripeAccount: account })
    const seen = await world.client(accessToken).customers.retrieve(made.id)
    assert.equal(made.lastResponse.stripeAccount, account)
    assert.equal(seen.id, made.id)
    assert.equal((await world.stripe.customers.retrieve(made.id)).id, made.id)

    revoke()
    await assert.rejects(stripe.customers.list({}, { stripeAccount: account }), {
      type: 'StripePermissionError',
      code: 'account_invalid',
    })
    await assert.rejects(world.client(accessToken).customers.list(), {
      type: 'StripeAuthenticationError',
      code: 'platform_api_key_expired',
    })
    await world.close()
  })

  it('is refused the same way for unknown, unconnected and other-mode accounts', async () => {
    const world = await startPlatform()
    const extension = createExtension(world.platform)
    const account = world.account.account.id
    connect(world.platform, extension, { account })
    const stranger = world.platform.createAccount({ email: 'b@northwind.test' }).account.id

    for (const [key, wanted] of [
      [extension.keys.test.secret, 'acct_nobody'],
      [extension.keys.test.secret, stranger],
      [extension.keys.live.secret, account],
    ] as const) {
      const refused = await ask(world, { ...bearer(key), 'stripe-account': wanted })
      assert.equal(refused.status, 403)
      assert.equal(refused.code, 'account_invalid')
      assert.match(refused.message ?? '', new RegExp(`does not have access to account '${wanted}'`))
    }
    await world.close()
  })

  it('needs an application of one’s own', async () => {
    const world = await startPlatform()
    const other = world.platform.createAccount({ email: 'b@northwind.test' }).account.id
    const headers = { ...bearer(world.account.keys.test.secret), 'stripe-account': other }
    const refused = await ask(world, headers)
    assert.deepEqual([refused.status, refused.code], [403, 'platform_account_required'])
    await world.close()
  })

  it('takes Stripe-Context as the same thing, and refuses two that differ', async () => {
    const world = await startPlatform()
    const extension = createExtension(world.platform)
    const account = world.account.account.id
    connect(world.platform, extension, { account })
    const key = bearer(extension.keys.test.secret)

    const answered = await ask(world, { ...key, 'stripe-context': account })
    assert.equal(answered.headers.get('stripe-account'), account)
    const both = { 'stripe-context': account, 'stripe-account': account }
    assert.equal((await ask(world, { ...key, ...both })).status, 200)
    assert.equal((await ask(world, { ...key, ...both, 'stripe-context': 'acct_2' })).status, 400)
    await world.close()
  })
})

describe('an application that may only read', () => {
  it('reads, but writes neither by header nor by token', async () => {
    const world = await startPlatform()
    const extension = createExtension(world.platform)
    const account = world.account.account.id
    const { accessToken } = connect(world.platform, extension, { account, scope: 'read_only' })
    const byHeader = world.client(extension.keys.test.secret, { stripeAccount: account })
    const byToken = world.client(accessToken)

    assert.deepEqual((await byToken.customers.list()).data, [])
    assert.equal((await byToken.accounts.retrieve(account)).id, account)
    await assert.rejects(byHeader.customers.create({}), {
      code: 'more_permissions_required_for_application',
      message: `This application does not have the required permissions for this endpoint on account '${account}'. Having the 'read_write' scope would allow this request to continue.`,
    })
    await assert.rejects(byToken.customers.del('cus_1'), (error) => {
      assert.ok(error instanceof Stripe.errors.StripePermissionError)
      assert.match(error.message, /Having more permissions would allow this request to continue\.$/)
      return true
    })
    await world.close()
  })

  it('never reaches webhook endpoints or further accounts, nor does one that may write', async () => {
    const world = await startPlatform()
    const extension = createExtension(world.platform)
    const account = world.account.account.id
    connect(world.platform, extension, { account })
    const headers = { ...bearer(extension.keys.test.secret), 'stripe-account': account }

    for (const path of ['/v1/webhook_endpoints', '/v1/accounts', '/v1/accounts/acct_2']) {
      assert.equal((await ask(world, headers, path)).status, 403, path)
    }
    assert.equal((await ask(world, headers, `/v1/accounts/${account}`)).status, 200)
    await world.close()
  })
})
