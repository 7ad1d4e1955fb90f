import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

describe('the installation of an app', () => {
  it('ends a moment after it was uninstalled, once', async (t) => {
    const { stripe, account, advance, eventTypes, close } = await startPlatform()
    t.after(close)
    const install = await stripe.apps.installs.create({ app: 'com.harbour.ledger' })
    assert.deepEqual([install.status, install.account], ['installed', account.account.id])

    const leaving = await stripe.apps.installs.uninstall(install.id)

    assert.equal(leaving.status, 'uninstalling')
    await assert.rejects(stripe.apps.installs.uninstall(install.id), { statusCode: 400 })
    advance(2)
    await assert.rejects(stripe.apps.installs.retrieve(install.id), { statusCode: 404 })
    assert.deepEqual(eventTypes(), [
      'apps.install.created',
      'apps.install.updated',
      'apps.install.deleted',
    ])
  })
})
