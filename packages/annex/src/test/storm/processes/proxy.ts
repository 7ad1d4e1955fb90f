/** A network between two processes that fails at random: refuses, breaks off, delays, answers for itself. */
import { once } from 'node:events'
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Random } from '../../../core/random.js'

const FAULTS = ['refused', 'reset', 'delayed', 'error', 'html', 'rate_limited'] as const
type Fault = (typeof FAULTS)[number]

export interface Proxy {
  readonly port: number
  readonly struck: Record<string, number>
  /** From now on all goes well. */
  calm(): void
  close(): void
}

interface ProxyParts {
  /** Where to: one of these, tried from a drawn one on until somebody listens. */
  targets: readonly number[]
  random: Random
  /** Of each fault. */
  rate: number
}

export async function startProxy({ targets, random, rate }: ProxyParts): Promise<Proxy> {
  const struck: Record<string, number> = {}
  let isCalm = false
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()

  function draw(): Fault | undefined {
    const drawn = FAULTS[Math.floor(random.fraction() / rate)]
    if (isCalm || drawn === undefined) return undefined
    struck[drawn] = (struck[drawn] ?? 0) + 1
    return drawn
  }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const fault = draw()
    const body = await bodyOf(incoming)
    if (fault === 'refused') return void outgoing.destroy()
    if (fault === 'error') return void outgoing.writeHead(500).end('{"error":{"type":"api_error"}}')
    if (fault === 'rate_limited') return void outgoing.writeHead(429).end('{"error":{}}')
    if (fault === 'html') return void outgoing.writeHead(200).end('<!doctype html>')
    if (fault === 'delayed') {
      await new Promise((resolve) => setTimeout(resolve, random.integer(1500)))
    }
    const answer = await forward(incoming, body)
    const text = await bodyOf(answer)
    if (fault === 'reset') return void outgoing.destroy()
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(text)
  }

  async function forward(incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const first = random.integer(targets.length)
    let failed: unknown
    for (let n = 0; n < targets.length; n++) {
      const port = targets[(first + n) % targets.length]
      const { method = 'GET', url: path = '/', headers } = incoming
      const onward = ask({ host: '127.0.0.1', port, method, path, headers })
      onward.end(body)
      try {
        const [answer] = (await once(onward, 'response')) as [IncomingMessage]
        return answer
      } catch (error) {
        failed = error
      }
    }
    throw failed
  }

  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    struck,
    calm() {
      isCalm = true
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}
