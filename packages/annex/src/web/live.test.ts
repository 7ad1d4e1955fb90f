import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Timers } from '../core/timers.js'
import { liveFragments, type SendFragment } from './live.js'

describe('live fragments', () => {
  it('reach the reader, the newest of each element only', async () => {
    const { send, read } = stream()
    await read()

    send('total', '<p id="total">1</p>')
    send('total', '<p id="total">2</p>')

    assert.equal(
      await read(),
      `event: fragment\ndata: {"id":"total","html":"<p id=\\"total\\">2</p>"}\n\n`,
    )
  })

  it('keep the connection warm while nothing happens', async () => {
    const { tick, read } = stream()
    await read()

    tick()
    assert.equal(await read(), ':\n\n')
    tick()
    assert.equal(await read(), ':\n\n')
  })

  it('stop following when the reader goes, and when the server closes', async () => {
    for (const end of ['gone', 'closing'] as const) {
      const world = stream()
      await world.read()
      world[end].abort()
      assert.equal(await world.read(), undefined)
      assert.deepEqual([world.following(), world.waiting()], [false, false])
    }
  })
})

function stream() {
  const [closing, gone] = [new AbortController(), new AbortController()]
  let followed: SendFragment | undefined
  const { timers, tick, waiting } = heldTimers()
  const response = liveFragments({ timers, closing: closing.signal, gone: gone.signal }, (send) => {
    followed = send
    return () => (followed = undefined)
  })
  const reader = response.body!.getReader()
  return {
    ...{ closing, gone, tick, waiting },
    send: (id: string, html: string) => followed?.(id, html),
    following: () => followed !== undefined,
    read: async () => {
      const { value } = await reader.read()
      return value && new TextDecoder().decode(value)
    },
  }
}

function heldTimers() {
  let next: (() => void) | undefined
  const timers: Timers = {
    after(_delay, callback) {
      next = callback
      return { cancel: () => (next = undefined) }
    },
    sleep: () => Promise.resolve(),
    elapsedMs: () => 0,
  }
  return { timers, tick: () => next?.(), waiting: () => next !== undefined }
}
