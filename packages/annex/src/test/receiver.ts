/** An endpoint under a test's control: it records what arrives and answers as it is told to. */
import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

export interface Received {
  body: string
  headers: IncomingHttpHeaders
  path: string
}

/** Takes the place of a plain 200; it may also hang, redirect or hang up. */
export type Answering = (response: ServerResponse, received: Received) => void

export interface Receiver {
  readonly url: string
  readonly received: Received[]
  answering: Answering
  /** Resolves once `count` deliveries have arrived in all. */
  untilReceived(count: number): Promise<Received[]>
  close(): void
}

export async function startReceiver(test: TestContext, port = 0): Promise<Receiver> {
  const received: Received[] = []
  let heard = () => {}
  const server = createServer((request, response) => void take(request, response))
  const receiver: Receiver = {
    url: '',
    received,
    answering: (response) => void response.end('ok'),
    async untilReceived(count) {
      while (received.length < count) await new Promise<void>((resolve) => (heard = resolve))
      return received
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }

  async function take(request: IncomingMessage, response: ServerResponse) {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk)
    const one = { body, headers: request.headers, path: request.url ?? '' }
    received.push(one)
    receiver.answering(response, one)
    heard()
  }

  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  test.after(() => receiver.close())
  const address = server.address() as AddressInfo
  return Object.assign(receiver, { url: `http://127.0.0.1:${address.port}/webhooks` })
}
