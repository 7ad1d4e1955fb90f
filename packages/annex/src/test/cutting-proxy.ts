/** A way to a server that breaks on demand: the request arrives and is carried out, the answer is lost. */
import { once } from 'node:events'
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

export interface CuttingProxy {
  readonly host: string
  readonly port: number
  /** What came through, by method and path, with the key it was sent under. */
  readonly seen: { readonly name: string; readonly key: string | undefined }[]
  /** How many of the next answers get lost, once the server has given them. */
  cut: number
  /** How many of the next requests are never passed on, nor answered. */
  hang: number
}

export async function startCuttingProxy(test: TestContext, target: string): Promise<CuttingProxy> {
  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  test.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const proxy: CuttingProxy = { host: '127.0.0.1', port, seen: [], cut: 0, hang: 0 }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method, url = '', headers } = incoming
    const key = headers['idempotency-key']?.toString()
    proxy.seen.push({ name: `${method} ${url}`, key })
    if (proxy.hang-- > 0) return
    proxy.hang = 0
    const onward = ask(target + url, { ...(method ? { method } : {}), headers })
    incoming.pipe(onward)
    const [answer] = (await once(onward, 'response')) as [IncomingMessage]
    const body: Buffer[] = []
    for await (const chunk of answer) body.push(Buffer.from(chunk))
    if (proxy.cut-- > 0) return void outgoing.destroy()
    proxy.cut = 0
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(Buffer.concat(body))
  }

  return proxy
}
