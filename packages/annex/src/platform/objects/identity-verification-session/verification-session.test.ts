import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { startPlatform } from '../../../testing.js'

async function asked(test: TestContext) {
  const world = await startPlatform()
  test.after(world.close)
  const { verificationSessions } = world.stripe.identity
  const { id } = await verificationSessions.create({
    ...{ type: 'document', metadata: { user: '9' }, return_url: 'https://shop.test/' },
  })
  return { ...world, verificationSessions, id }
}

describe('an identity check', () => {
  it('waits until it is canceled, which happens once', async (test) => {
    const { verificationSessions, id, eventTypes } = await asked(test)
    const canceled = await verificationSessions.cancel(id)
    assert.equal(canceled.status, 'canceled')
    await assert.rejects(verificationSessions.cancel(id), /is canceled, so you cannot cancel it/)
    assert.deepEqual(eventTypes(), [
      'identity.verification_session.created',
      'identity.verification_session.canceled',
    ])
  })

  it('forgets what it knew when it is redacted', async (test) => {
    const { verificationSessions, id, eventTypes } = await asked(test)
    const redacted = await verificationSessions.redact(id)
    assert.deepEqual([redacted.status, redacted.redaction?.status], ['canceled', 'redacted'])
    assert.deepEqual(redacted.metadata, {})
    assert.equal(eventTypes().at(-1), 'identity.verification_session.redacted')
    await verificationSessions.redact(id)
    assert.equal(eventTypes().length, 3)
  })
})
