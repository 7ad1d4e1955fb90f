import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { outsideWith } from '../core/outside.js'
import type { Handler } from './limited-server.js'
import { serve, type ServeOptions } from './serve.js'

const echo: Handler = async (request) => new Response(await request.text())

async function started(test: TestContext, handler: Handler, more: Partial<ServeOptions> = {}) {
  const errors: unknown[] = []
  const serving = await serve(handler, {
    ...{ port: 0, maxBodyBytes: 1000, outside: outsideWith() },
    onError: (error) => void errors.push(error),
    ...more,
  })
  test.after(() => serving.close(0))
  return { ...serving, errors }
}

/** Everything the server says to these bytes, until it hangs up. */
async function sayTo(port: number, ...parts: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => (answer += String(chunk)))
  socket.on('error', () => {})
  for (const part of parts) socket.write(part)
  await once(socket, 'close')
  return answer
}

const head = (line: string, ...headers: string[]) =>
  [line, 'Host: a', 'Connection: close', ...headers, '', ''].join('\r\n')

describe('serving', () => {
  it('answers what the handler answers, and names the port it found', async (test) => {
    const { url } = await started(test, echo)

    const response = await fetch(url, { method: 'POST', body: 'hello' })

    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
    assert.equal(await response.text(), 'hello')
  })

  it('says that a port is taken and what to do', async (test) => {
    const { port } = await started(test, echo)

    await assert.rejects(started(test, echo, { port }), {
      message: `Port ${port} on 127.0.0.1 is taken. Stop what listens there, or choose another: --port 0 picks a free one.`,
    })
  })

  it('listens on a unix socket as well, also over the file of a dead server', async (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'annex-'))
    test.after(() => rmSync(folder, { recursive: true }))
    const socket = join(folder, 'pay.sock')
    await started(test, (request) => new Response(new URL(request.url).host), { socket })

    const asked = request({ socketPath: socket, headers: { host: 'api.stripe.com' } }).end()
    const [answer] = await once(asked, 'response')
    const [host] = await once(answer, 'data')

    assert.equal(String(host), 'api.stripe.com')
    await assert.rejects(started(test, echo, { socket }), /Another server is listening on/)
  })

  it('hides what a handler throws and passes it on', async (test) => {
    const { url, errors } = await started(test, () => {
      throw new Error('the cellar is on fire')
    })

    const response = await fetch(url)

    assert.equal(response.status, 500)
    assert.doesNotMatch(await response.text(), /cellar/)
    assert.match(String(errors), /cellar/)
  })
})

describe('limits before the handler', () => {
  const refused = async (test: TestContext, ...parts: string[]) => {
    const { port } = await started(test, echo)
    const answer = await sayTo(port, ...parts)
    assert.match(answer, /request-id: req_\w{14}/i)
    assert.equal(typeof JSON.parse(answer.split('\r\n\r\n')[1] ?? '').error.message, 'string')
    return answer.slice(0, 12)
  }

  it('reads a target of 8 KiB and not a byte more', async (test) => {
    const { port } = await started(test, echo)
    const target = (length: number) => head(`GET /${'a'.repeat(length - 1)} HTTP/1.1`)

    assert.match(await sayTo(port, target(8192)), /^HTTP\/1.1 200/)
    assert.equal(await refused(test, target(8193)), 'HTTP/1.1 414')
    assert.equal(await refused(test, target(40_000)), 'HTTP/1.1 414')
  })

  it('reads 100 headers of 16 KiB together, not more', async (test) => {
    const { port } = await started(test, echo)
    const many = (count: number) =>
      head('GET / HTTP/1.1', ...Array.from({ length: count - 2 }, (_, index) => `X-${index}: y`))
    const wide = (length: number) => head('GET / HTTP/1.1', `X: ${'y'.repeat(length)}`)

    assert.match(await sayTo(port, many(100)), /^HTTP\/1.1 200/)
    assert.match(await sayTo(port, wide(16_000)), /^HTTP\/1.1 200/)
    assert.equal(await refused(test, many(101)), 'HTTP/1.1 431')
    assert.equal(await refused(test, many(500)), 'HTTP/1.1 431')
    assert.equal(await refused(test, wide(17_000)), 'HTTP/1.1 431')
    assert.equal(await refused(test, wide(60_000)), 'HTTP/1.1 431')
  })

  it('refuses a body that is announced too large before reading it', async (test) => {
    assert.equal(
      await refused(test, head('POST / HTTP/1.1', 'Content-Length: 1001')),
      'HTTP/1.1 413',
    )
  })

  it('refuses a body that grows too large, and hands on one that does not', async (test) => {
    const chunked = head('POST / HTTP/1.1', 'Transfer-Encoding: chunked')
    const chunk = `3e8\r\n${'b'.repeat(1000)}\r\n`
    const { port } = await started(test, echo)

    assert.match(await sayTo(port, chunked, chunk, '0\r\n\r\n'), /^HTTP\/1.1 200[^]*b{1000}/)
    assert.equal(await refused(test, chunked, chunk, chunk, '0\r\n\r\n'), 'HTTP/1.1 413')
  })

  it('answers 400 to what is not HTTP', async (test) => {
    assert.equal(await refused(test, 'hello?\r\n\r\n'), 'HTTP/1.1 400')
    assert.equal(await refused(test, head('GET /a\\b HTTP/1.1')), 'HTTP/1.1 400')
  })
})

describe('stopping', () => {
  it('finishes what is in hand and takes nothing new', async (test) => {
    let finish = () => {}
    const held = new Promise<void>((resolve) => (finish = resolve))
    let begun = () => {}
    const begins = new Promise<void>((resolve) => (begun = resolve))
    const { url, close } = await started(test, async () => {
      begun()
      await held
      return new Response('done')
    })
    const running = fetch(url)
    await begins

    const closed = close()
    await assert.rejects(fetch(url))
    finish()

    assert.equal(await (await running).text(), 'done')
    await closed
  })

  it('does not wait for pages that listen for news', async (test) => {
    const { url, close } = await started(test, () => {
      return new Response(
        new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from(':')) }),
      )
    })
    const response = await fetch(url, { headers: { accept: 'text/event-stream' } })

    await close()

    await assert.rejects(response.text())
  })

  it('cuts what does not end', async (test) => {
    const { url, close } = await started(test, () => new Promise(() => {}))
    const hanging = assert.rejects(fetch(url))
    const socketIsUp = new Promise((resolve) => setImmediate(resolve))
    await socketIsUp

    await close(1)

    await hanging
  })
})
