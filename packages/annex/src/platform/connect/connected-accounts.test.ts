import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import { connect, createExtension, startPlatform } from '../../testing.js'

describe('accounts connected to an application', () => {
  it('are listed and found by its owner, and by nobody once they left', async () => {
    const { platform, client, advance, close } = await startPlatform()
    const extension = createExtension(platform)
    const shops = ['harbour', 'northwind', 'pixel'].map((name) => {
      const { account } = platform.createAccount({ email: `owner@${name}.test` })
      advance(1)
      return { id: account.id, ...connect(platform, extension, { account: account.id }) }
    })
    const stripe = client(extension.keys.test.secret)
    const [harbour, northwind, pixel] = shops
    assert.ok(harbour && northwind && pixel)

    const listed = await stripe.accounts.list({ limit: 2 }).autoPagingToArray({ limit: 10 })
    assert.deepEqual(
      listed.map(({ id }) => id),
      [pixel.id, northwind.id, harbour.id],
    )
    assert.equal((await stripe.accounts.retrieve(harbour.id)).email, 'owner@harbour.test')

    const [, middle] = listed
    const created = middle?.created ?? 0
    const idsBy = async (params: Stripe.AccountListParams) =>
      (await stripe.accounts.list(params)).data.map(({ id }) => id)
    assert.deepEqual(await idsBy({ ending_before: northwind.id }), [pixel.id])
    assert.deepEqual(await idsBy({ created }), [northwind.id])
    assert.deepEqual(await idsBy({ created: { gt: created } }), [pixel.id])
    assert.deepEqual(await idsBy({ created: { lte: created }, starting_after: northwind.id }), [
      harbour.id,
    ])

    northwind.revoke()
    assert.deepEqual(
      (await stripe.accounts.list()).data.map(({ id }) => id),
      [pixel.id, harbour.id],
    )
    await assert.rejects(stripe.accounts.retrieve(northwind.id), { code: 'account_invalid' })
    assert.equal((await stripe.accounts.retrieveCurrent()).id, extension.account.id)
    await close()
  })
})
