import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { heldTimers } from '../../test/held-timers.js'
import { startReceiver } from '../../test/receiver.js'
import { openWebhooks } from '../../test/webhooks.js'
import { listAttempts } from '../store/attempts.js'
import { openStore } from '../store/store.js'

describe('the dispatcher', () => {
  it('asks an endpoint ten things at a time, and others do not wait for it', async (test) => {
    const [hanging, prompt] = [await startReceiver(test), await startReceiver(test)]
    const world = openWebhooks(test)
    world.endpoint({ id: 'we_hanging', url: hanging.url })
    world.endpoint({ id: 'we_prompt', url: prompt.url })
    const waiting: (() => void)[] = []
    hanging.answering = (response) => void waiting.push(() => response.end())

    for (let index = 0; index < 25; index++) world.happen()
    await prompt.untilReceived(25)
    await hanging.untilReceived(10)
    await world.untilAttempted(25)

    assert.equal(hanging.received.length, 10)
    waiting.shift()?.()
    await hanging.untilReceived(11)
    hanging.answering = (response) => void response.end()
    waiting.forEach((answer) => answer())
    await world.untilAttempted(50)
    assert.equal(new Set(hanging.received.map((one) => one.body)).size, 25)
  })

  it('waits ten seconds for an answer, body included', async (test) => {
    const timers = heldTimers()
    const receiver = await startReceiver(test)
    const world = openWebhooks(test, { timers })
    world.endpoint({ url: receiver.url })
    receiver.answering = (response) => void response.writeHead(200).write('to be continued')

    const id = world.happen()
    await receiver.untilReceived(1)
    timers.fire(10_000)
    await world.untilAttempted(1)

    const { status, id: row } = world.delivery(id)
    assert.equal(status, 'pending')
    assert.equal(listAttempts(world.store, row)[0]?.outcome, 'timed_out')
  })

  it('reads no more than the beginning of an endless answer', async (test) => {
    const receiver = await startReceiver(test)
    const world = openWebhooks(test)
    world.endpoint({ url: receiver.url })
    receiver.answering = (response) => {
      const more = () => {
        while (!response.destroyed && response.write('a'.repeat(1000)));
      }
      response.on('drain', more)
      more()
    }

    const id = world.happen()
    await world.untilAttempted(1)

    const { status, id: row } = world.delivery(id)
    assert.equal(status, 'delivered')
    assert.equal(listAttempts(world.store, row)[0]?.answer?.length, 1024)
  })

  it('sends after a restart what was owed before it', async (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'annex-'))
    test.after(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'platform.db')
    const receiver = await startReceiver(test)
    const before = openWebhooks(test, {}, openStore(path))
    before.endpoint({ url: receiver.url })
    receiver.answering = () => {}
    const id = before.happen()
    await receiver.untilReceived(1)
    await before.webhooks.close(0)
    before.store.close()
    receiver.answering = (response) => void response.end()

    const after = openWebhooks(test, {}, openStore(path))
    await after.untilAttempted(1)

    assert.equal(after.delivery(id).status, 'delivered')
    assert.equal(receiver.received[0]?.body, receiver.received[1]?.body)
  })

  it('looks at nothing once it is closed, though a commit was just before', async (test) => {
    const receiver = await startReceiver(test)
    const world = openWebhooks(test, {}, openStore(':memory:'))
    world.endpoint({ url: receiver.url })
    world.happen()

    await world.webhooks.close(0)
    world.store.close()
    // Were the store read now, the error would fail this test.
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate)

    assert.equal(receiver.received.length, 0)
  })

  it('never sends what was rolled back', async (test) => {
    const receiver = await startReceiver(test)
    const world = openWebhooks(test)
    world.endpoint({ url: receiver.url })

    assert.throws(() =>
      world.store.transaction(() => {
        world.happen({ id: 'evt_undone' })
        throw new Error('undone')
      }),
    )
    const kept = world.happen()
    await world.untilAttempted(1)

    assert.deepEqual(
      receiver.received.map((one) => JSON.parse(one.body).id),
      [kept],
    )
  })
})
