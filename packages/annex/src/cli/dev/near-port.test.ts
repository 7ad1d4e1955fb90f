import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { outsideWith } from '../../core/outside.js'
import { serveNear } from './near-port.js'

async function near(test: TestContext, port: number) {
  const serving = await serveNear(() => new Response(), {
    ...{ port, maxBodyBytes: 0, outside: outsideWith(), onError: () => {} },
  })
  test.after(() => serving.close(0))
  return serving.port
}

describe('a port of the demo', () => {
  it('moves up from one that is taken to the next that is free', async (test) => {
    const first = await near(test, 0)

    const second = await near(test, first)

    assert.ok(second > first && second < first + 50)
  })
})
