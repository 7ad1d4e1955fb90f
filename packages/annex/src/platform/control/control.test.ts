import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { startPlatform } from '../../testing.js'
import { controlOf } from '../../platform.js'

const DAY = 86_400
const at = (seconds: number) => new Date(seconds * 1000).toISOString()

async function control(test: { after(fn: () => Promise<void>): void }) {
  const world = await startPlatform()
  test.after(world.close)
  const handler = await controlOf(world.platform, 'control_token')
  async function ask(method: string, path: string, body?: unknown, token = 'control_token') {
    const headers = { Authorization: `Bearer ${token}` }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const init = { method, headers, ...(body !== undefined && { body: text }) }
    const response = await handler(new Request(`http://127.0.0.1:4243${path}`, init))
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return { ...world, ask }
}

describe('the control port', () => {
  it('reads the clock and moves it, to a time or by a span', async (test) => {
    const { ask, now } = await control(test)
    const start = now()
    const shown = { now: start, time: at(start), state: 'held', movable: true, advancing: null }
    assert.deepEqual((await ask('GET', '/clock')).body, shown)

    const moved = await ask('POST', '/clock', { by: '2 days' })
    assert.deepEqual([moved.status, moved.body.now], [200, start + 2 * DAY])
    await ask('POST', '/clock', { to: start + 3 * DAY })
    assert.equal(now(), start + 3 * DAY)
    await ask('POST', '/clock', { to: at(start + 4 * DAY) })
    assert.equal(now(), start + 4 * DAY)
    await ask('POST', '/clock', { by: '1 month' })
    assert.equal(at(now()), '2026-10-27T04:26:40.000Z')
  })

  it('need not be waited for', async (test) => {
    const { ask, now, platform } = await control(test)
    const to = now() + DAY
    platform.createAccount({ email: 'more@shop.test' })

    const { status } = await ask('POST', '/clock', { by: '1 day', wait: false })

    assert.equal(status, 202)
    while (platform.clock.state().advancing) await setImmediate()
    assert.equal(now(), to)
  })

  it('opens to nobody without the token', async (test) => {
    const { ask, now } = await control(test)
    const before = now()
    for (const token of ['', 'control_toke', 'control_token2', 'sk_test_1']) {
      const { status } = await ask('POST', '/clock', { by: '1 day' }, token)
      assert.equal(status, 401, token)
    }
    assert.equal(now(), before)
  })

  it('says what is wrong, and moves nothing', async (test) => {
    const { ask, now } = await control(test)
    const before = now()
    const refusals: [unknown, RegExp, string?][] = [
      ['{', /one JSON object/],
      ['[]', /one JSON object/],
      [{}, /either 'to' or 'by'/, 'by'],
      [{ to: 'x', by: '1 day' }, /either 'to' or 'by'/, 'to'],
      [{ to: 'tomorrow' }, /'to' must be an ISO 8601 time/, 'to'],
      [{ to: 1 }, /only moves ahead/],
      [{ by: '0 days' }, /only moves ahead/],
      [{ by: '-1 day' }, /'by' must be a span/, 'by'],
      [{ by: 86400 }, /'by' must be a span/, 'by'],
      [{ by: '999999 years' }, /'by' must be a span|Two years/],
      [{ by: '1 day', wait: 'no' }, /'wait' must be true or false/, 'wait'],
      [{ by: '1 day', speed: 2 }, /'speed' is not known/, 'speed'],
    ]
    for (const [body, message, param] of refusals) {
      const answer = await ask('POST', '/clock', body)
      assert.equal(answer.status, 400, JSON.stringify(body))
      const error = answer.body['error'] as { message: string; param?: string }
      assert.match(error.message, message)
      if (param !== undefined) assert.equal(error.param, param)
    }
    assert.equal((await ask('GET', '/weather')).status, 404)
    assert.equal((await ask('DELETE', '/clock')).status, 405)
    assert.equal((await ask('constructor', '/clock')).status, 405)
    assert.equal(now(), before)
  })
})
