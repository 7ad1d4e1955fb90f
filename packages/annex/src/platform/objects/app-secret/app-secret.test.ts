import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

const account = { type: 'account' } as const
const ada = { type: 'user', user: 'usr_ada' } as const

describe('the secrets of an app', () => {
  it('are found by name and scope, and say what they stand for only when asked', async (t) => {
    const { stripe, platform, close } = await startPlatform()
    t.after(close)
    const { secrets } = stripe.apps
    const made = await secrets.create({ name: 'crm', payload: 'harbour-1', scope: account })
    await secrets.create({ name: 'crm', payload: 'harbour-2', scope: ada })

    assert.equal('payload' in made, false)
    const found = await secrets.find({ name: 'crm', scope: account })
    assert.deepEqual([found.id, 'payload' in found], [made.id, false])
    const asked = await secrets.find({ name: 'crm', scope: account, expand: ['payload'] })
    assert.equal(asked.payload, 'harbour-1')
    const hers = await secrets.find({ name: 'crm', scope: ada, expand: ['payload'] })
    assert.equal(hers.payload, 'harbour-2')
    const kept = platform.parts.store.all<object>('select * from aside')
    assert.ok(kept.length > 0)
    assert.equal(JSON.stringify(kept).includes('harbour-'), false)
  })

  it('are replaced by one of the same name, and listed for one scope', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { secrets } = stripe.apps
    await secrets.create({ name: 'crm', payload: 'old', scope: ada })
    const crm = await secrets.create({ name: 'crm', payload: 'new', scope: ada })
    await secrets.create({ name: 'crm', payload: 'of all', scope: account })
    await secrets.create({ name: 'crm', payload: 'his', scope: { type: 'user', user: 'usr_bob' } })

    const { data } = await secrets.list({ scope: ada, expand: ['data.payload'] })

    assert.deepEqual(
      data.map(({ id, payload }) => [id, payload]),
      [[crm.id, 'new']],
    )
  })

  it('are deleted by name, and by themselves when they expire', async (t) => {
    const { stripe, advance, now, close } = await startPlatform()
    t.after(close)
    const { secrets } = stripe.apps
    const crm = await secrets.create({ name: 'crm', payload: 'x', scope: account })
    const brief = { name: 'brief', scope: account }
    await secrets.create({ ...brief, payload: 'y', expires_at: now() + 60 })

    const gone = await secrets.deleteWhere({ name: 'crm', scope: account })

    assert.deepEqual([gone.id, gone.deleted], [crm.id, true])
    await assert.rejects(secrets.find({ name: 'crm', scope: account }), {
      ...{ statusCode: 404, code: 'resource_missing' },
    })
    await assert.rejects(secrets.deleteWhere({ name: 'crm', scope: account }), { statusCode: 404 })
    advance(59)
    assert.equal((await secrets.find(brief)).name, 'brief')
    advance(1)
    await assert.rejects(secrets.find(brief), { statusCode: 404 })
  })

  it('are at most ten in a scope, name their person, and expire later', async (t) => {
    const { stripe, now, close } = await startPlatform()
    t.after(close)
    const { secrets } = stripe.apps
    for (let count = 0; count < 10; count += 1) {
      await secrets.create({ name: `key ${count}`, payload: 'x', scope: account })
    }

    const eleventh = { name: 'key 10', payload: 'x', scope: account }
    await assert.rejects(secrets.create(eleventh), { param: 'name' })
    await secrets.create({ ...eleventh, name: 'key 9' })
    await secrets.create({ ...eleventh, scope: ada })
    const nobody = { type: 'user' } as const
    await assert.rejects(secrets.create({ ...eleventh, scope: nobody }), { param: 'scope[user]' })
    await assert.rejects(secrets.list({ scope: nobody }), { param: 'scope[user]' })
    const both = { type: 'account', user: 'usr_ada' } as const
    await assert.rejects(secrets.find({ name: 'crm', scope: both }), { param: 'scope[user]' })
    const late = { name: 'late', payload: 'x', scope: ada, expires_at: now() }
    await assert.rejects(secrets.create(late), { param: 'expires_at' })
  })
})
