import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { systemRandom } from '../../core/random.js'
import { systemTimers } from '../../core/timers.js'
import { serve } from '../serve.js'
import type { Connection } from './connection.js'
import { OPCODE, writeFrame } from './frames.js'

/** A server that says everything back, and what it saw. */
async function echo(test: TestContext) {
  const open: Connection[] = []
  const ended = Promise.withResolvers<void>()
  const serving = await serve(() => new Response('plain'), {
    ...{ port: 0, maxBodyBytes: 1024, onError: (error) => assert.fail(String(error)) },
    outside: { timers: systemTimers, random: systemRandom },
    upgrade: ({ url, headers }) => {
      if (url !== '/echo') return { status: 403, body: '{"error":{"message":"Not you."}}' }
      return {
        protocol: 'parrot',
        open(connection) {
          open.push(connection)
          if (headers['x-greet']) connection.send('welcome')
          return { text: (text) => connection.send(text), closed: () => ended.resolve() }
        },
      }
    },
  })
  test.after(() => serving.close(0))
  return { serving, open, ended: ended.promise }
}

/** Somebody else's client: the one that comes with Node. */
async function connected(port: number, protocols: string[] = []) {
  const client = new WebSocket(`ws://127.0.0.1:${port}/echo`, protocols)
  await once(client, 'open')
  return client
}

async function said(client: WebSocket): Promise<unknown> {
  const [event] = (await once(client, 'message')) as [MessageEvent]
  return event.data
}

/** A client made of bytes, for what no library would send. */
async function raw(port: number, lines: readonly string[] = []): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  const head = ['GET /echo HTTP/1.1', 'Host: here', 'Upgrade: websocket', 'Connection: Upgrade']
  const key = ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==']
  socket.write(`${[...head, ...key, ...lines].join('\r\n')}\r\n\r\n`)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  assert.match(answer.toString(), /^HTTP\/1.1 101 /)
  return socket
}

/** As a client must send it: masked. */
function masked(opcode: number, payload: Buffer, first = 0x80): Buffer {
  const frame = writeFrame(opcode, payload)
  const mask = Buffer.from([1, 2, 3, 4])
  const head = frame.subarray(0, frame.length - payload.length)
  head[0] = first | opcode
  head[1] = (head[1] ?? 0) | 0x80
  return Buffer.concat([head, mask, payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))])
}

/** The code of the close frame that answers `bytes`. */
async function closedWith(port: number, bytes: Buffer): Promise<number> {
  const socket = await raw(port)
  socket.write(bytes)
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(Buffer.from(chunk))
  const answer = Buffer.concat(chunks)
  assert.equal(answer[0], 0x80 | OPCODE.close)
  return answer.readUInt16BE(2)
}

describe('a WebSocket', () => {
  it('carries texts of every length both ways', async (test) => {
    const { serving } = await echo(test)
    const client = await connected(serving.port, ['parrot'])
    assert.equal(client.protocol, 'parrot')
    for (const length of [0, 125, 126, 65_535, 65_536, 900_000]) {
      client.send('ü'.repeat(length / 2))
      assert.equal(await said(client), 'ü'.repeat(length / 2))
    }
    client.close(1000, 'done')
    const [event] = (await once(client, 'close')) as [CloseEvent]
    assert.deepEqual([event.code, event.wasClean], [1000, true])
  })

  it('names no subprotocol that nobody offered', async (test) => {
    const { serving } = await echo(test)
    const client = await connected(serving.port)
    assert.equal(client.protocol, '')
    client.close()
    await once(client, 'close')
  })

  it('answers pings, and takes messages in parts and bytes one by one', async (test) => {
    const { serving } = await echo(test)
    const socket = await raw(serving.port)
    const bytes = Buffer.concat([
      masked(OPCODE.text, Buffer.from('two '), 0),
      masked(OPCODE.ping, Buffer.from('there?')),
      masked(OPCODE.continuation, Buffer.from('parts')),
    ])
    const answers: Buffer[] = []
    socket.on('data', (chunk) => answers.push(Buffer.from(chunk)))
    for (const byte of bytes) socket.write(Buffer.from([byte]))
    const expected = Buffer.concat([
      writeFrame(OPCODE.pong, Buffer.from('there?')),
      writeFrame(OPCODE.text, Buffer.from('two parts')),
    ])
    while (Buffer.concat(answers).length < expected.length) await once(socket, 'data')
    assert.deepEqual(Buffer.concat(answers), expected)
    socket.destroy()
  })

  it('is told what it did wrong', async (test) => {
    const { serving } = await echo(test)
    const { port } = serving
    const text = Buffer.from('hello')
    assert.equal(await closedWith(port, writeFrame(OPCODE.text, text)), 1002, 'not masked')
    assert.equal(await closedWith(port, masked(OPCODE.text, text, 0xc0)), 1002, 'reserved bit')
    assert.equal(await closedWith(port, masked(3, text)), 1002, 'unknown opcode')
    assert.equal(await closedWith(port, masked(OPCODE.ping, text, 0)), 1002, 'ping in parts')
    assert.equal(await closedWith(port, masked(OPCODE.continuation, text)), 1002, 'no beginning')
    assert.equal(await closedWith(port, masked(OPCODE.binary, text)), 1003, 'not text')
    assert.equal(await closedWith(port, masked(OPCODE.text, Buffer.from([0xff]))), 1007, 'UTF-8')
    const announced = Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4])
    assert.equal(await closedWith(port, announced), 1009, 'too long')
    const parts = Buffer.concat([
      masked(OPCODE.text, Buffer.alloc(600_000), 0),
      masked(OPCODE.continuation, Buffer.alloc(600_000)),
    ])
    assert.equal(await closedWith(port, parts), 1009, 'too long in parts')
    assert.equal(
      await closedWith(port, masked(OPCODE.close, Buffer.from([1]))),
      1002,
      'half a code',
    )
    assert.equal(await closedWith(port, masked(OPCODE.close, Buffer.from([3, 237]))), 1002, '1005')
  })

  it('says goodbye when the server closes, and notices who just leaves', async (test) => {
    const { serving, open, ended } = await echo(test)
    const left = await raw(serving.port)
    left.destroy()
    await ended
    const client = await connected(serving.port)
    assert.equal(open.length, 2)
    const closing = once(client, 'close') as Promise<[CloseEvent]>
    await serving.close()
    assert.equal((await closing)[0].code, 1001)
  })

  it('is refused with words where there is none, and plain HTTP goes on beside it', async (test) => {
    const { serving } = await echo(test)
    const ask = async (path: string, more: Record<string, string>, method = 'GET') => {
      const socket = connect(serving.port, '127.0.0.1')
      const headers = { Host: 'here', Connection: 'Upgrade', Upgrade: 'websocket', ...more }
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
      socket.write(`${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`)
      let answer = ''
      for await (const chunk of socket) answer += String(chunk)
      return answer
    }
    const key = { 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==' }
    const version = { 'Sec-WebSocket-Version': '13' }
    assert.match(await ask('/other', { ...key, ...version }), /^HTTP\/1.1 403 [\s\S]*Not you\./)
    assert.match(await ask('/echo', key), /^HTTP\/1.1 426 [\s\S]*Sec-WebSocket-Version: 13/)
    assert.match(
      await ask('/echo', { ...version, 'Sec-WebSocket-Key': 'short' }),
      /^HTTP\/1.1 400 /,
    )
    assert.match(await ask('/echo', { ...key, ...version }, 'POST'), /^HTTP\/1.1 405 /)
    const h2c = { Upgrade: 'h2c', Connection: 'Upgrade, close', 'HTTP2-Settings': 'AAMAAABkAAQ' }
    assert.match(await ask('/plain', h2c), /^HTTP\/1.1 200 OK[\s\S]*plain/)
  })
})
