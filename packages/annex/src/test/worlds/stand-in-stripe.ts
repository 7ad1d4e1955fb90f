/** A local server with Stripe's answers from its OAuth reference, and its bad days. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Sent {
  path: string
  authorization: string | undefined
  form: URLSearchParams
}

/**
 * How the next answers go wrong. `lost`: done, but the connection breaks before the answer.
 * `stranger`: something between answers well, in JSON, and has asked nobody.
 */
export type Trouble = 'lost' | 'closed' | 500 | 429 | 'garbage' | 'stranger' | undefined

export interface StandInStripe {
  origin: string
  sent: Sent[]
  /** Accounts that have let us in. */
  connected: Set<string>
  trouble: Trouble
  /** Holds answers back until so many requests wait for one. */
  together: number
  /** A code as the consent page would give it; `answer` overrides fields of the reply. */
  codeFor(account: string, answer?: Record<string, unknown>): string
  close(): Promise<void>
}

export async function standInStripe(): Promise<StandInStripe> {
  const codes = new Map<string, { account: string; answer: Record<string, unknown> }>()
  const server = createServer((request, response) => {
    void handle(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  let count = 0
  let waiting: (() => void)[] = []
  const stripe: StandInStripe = {
    origin: `http://127.0.0.1:${port}`,
    sent: [],
    connected: new Set(),
    trouble: undefined,
    together: 1,
    codeFor(account, answer = {}) {
      const code = `ac_secret${++count}`
      codes.set(code, { account, answer })
      return code
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString())
    const { url: path = '' } = request
    stripe.sent.push({ path, authorization: request.headers.authorization, form })
    await everybody()
    if (stripe.trouble === 'closed') return void request.socket.destroy()
    if (stripe.trouble === 500 || stripe.trouble === 429) {
      return say(response, stripe.trouble, { error: 'server_error' })
    }
    if (stripe.trouble === 'stranger') return say(response, 200, { status: 'ok' })
    const [status, body] = path === '/oauth/token' ? exchange(form) : deauthorize(form)
    if (stripe.trouble === 'lost') return void request.socket.destroy()
    if (stripe.trouble === 'garbage') return void response.end('<html>')
    say(response, status, body)
  }

  function everybody(): Promise<void> {
    return new Promise((resolve) => {
      waiting.push(resolve)
      if (waiting.length < stripe.together) return
      waiting.forEach((goOn) => goOn())
      waiting = []
    })
  }

  function exchange(form: URLSearchParams): [number, object] {
    const code = form.get('code') ?? ''
    const granted = codes.get(code)
    codes.delete(code)
    if (!granted) {
      const error_description = `Authorization code does not exist: ${code}`
      return [400, { error: 'invalid_grant', error_description }]
    }
    stripe.connected.add(granted.account)
    return [200, { ...reply(granted.account), ...granted.answer }]
  }

  function deauthorize(form: URLSearchParams): [number, object] {
    const account = form.get('stripe_user_id') ?? ''
    if (stripe.connected.delete(account)) return [200, { stripe_user_id: account }]
    const error_description = `This application is not connected to stripe account ${account}, or that account does not exist.`
    return [401, { error: 'invalid_client', error_description }]
  }

  return stripe
}

function reply(account: string) {
  return {
    ...{ access_token: `sk_test_of_${account}`, refresh_token: `rt_of_${account}` },
    ...{ stripe_publishable_key: 'pk_test_1', token_type: 'bearer', livemode: false },
    ...{ stripe_user_id: account, scope: 'read_only' },
  }
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
