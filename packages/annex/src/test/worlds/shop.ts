/** A stand-in for Stripe with one account's objects, their events, its own clock, and its bad days. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ShopObject {
  id: string
  object: string
  created: number
  [field: string]: unknown
}

export interface ShopEvent {
  id: string
  object: 'event'
  type: string
  created: number
  livemode: false
  api_version: string
  data: { object: Record<string, unknown> }
}

/** How answers go wrong. A function decides for each request. */
export type Fault =
  | {
      kind: 'status'
      status: number
      headers?: Record<string, string>
      code?: string
      param?: string
    }
  | { kind: 'html' | 'cut' | 'reset' | 'hang' | 'not_a_list' | 'same_page' | 'empty_page' }

export interface Shop {
  origin: string
  /** Unix seconds; tests move it. */
  now: number
  requests: string[]
  fault: ((request: URL) => Fault | undefined) | undefined
  /** Waited for before each answer. */
  gate: ((request: URL) => Promise<void>) | undefined
  events: ShopEvent[]
  put(object: Partial<ShopObject> & { id: string; object: string }, type?: string): ShopObject
  remove(kind: string, id: string): void
  get(kind: string, id: string): ShopObject | undefined
  all(kind: string): ShopObject[]
  close(): Promise<void>
}

const API_VERSION = '2026-10-28.endive'

export async function openShop(now = 1_795_000_000): Promise<Shop> {
  const kinds = new Map<string, Map<string, ShopObject>>()
  const gone = new Map<string, Set<string>>()
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  let count = 0

  function kind(name: string): Map<string, ShopObject> {
    const known = kinds.get(name) ?? new Map<string, ShopObject>()
    kinds.set(name, known)
    return known
  }

  function record(type: string, object: Record<string, unknown>): void {
    const id = `evt_${String(++count).padStart(6, '0')}`
    shop.events.unshift({
      ...{ id, object: 'event', type, created: shop.now, livemode: false },
      ...{ api_version: API_VERSION, data: { object: structuredClone(object) } },
    })
  }

  const shop: Shop = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ now, requests: [], fault: undefined, gate: undefined, events: [] },
    put(object, type) {
      const known = kind(object.object)
      const whole = { created: shop.now, ...known.get(object.id), ...object }
      known.set(object.id, whole)
      if (type) record(type, whole)
      return whole
    },
    remove(name, id) {
      const object = kind(name).get(id)
      kind(name).delete(id)
      gone.set(name, (gone.get(name) ?? new Set()).add(id))
      record(`${name}.deleted`, { ...object })
    },
    get: (name, id) => kind(name).get(id),
    all: (name) => [...kind(name).values()],
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  shop.put({ id: 'acct_1', object: 'account', created: now })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', shop.origin)
    shop.requests.push(`${url.pathname}${url.search}`)
    await shop.gate?.(url)
    const fault = shop.fault?.(url)
    if (fault) return misbehave(fault, url, response)
    const [status, body] = read(url)
    say(response, status, body)
  }

  function read(url: URL): [number, object] {
    const [, , plural = '', id, owned] = url.pathname.split('/')
    if (plural === 'account') return [200, kind('account').get('acct_1') ?? {}]
    if (plural === 'events') return [200, page(shop.events, url)]
    const name = plural.replace(/s$/, '')
    // As on Stripe: without a customer it is the list of another product.
    if (plural === 'payment_methods' && id === undefined) return [200, page([], url)]
    if (owned === 'payment_methods' && id) return ownedBy(id, url)
    if (id === undefined) return listed(name, url)
    const object = kind(name).get(id)
    if (object) return [200, object]
    if (name === 'customer' && gone.get(name)?.has(id)) {
      return [200, { id, object: name, deleted: true }]
    }
    return [404, errorBody('resource_missing', 'id')]
  }

  function listed(name: string, url: URL): [number, object] {
    const objects = [...kind(name).values()].sort(newestFirst)
    const after = url.searchParams.get('starting_after')
    if (after !== null && !kind(name).has(after)) {
      return [400, errorBody('resource_missing', 'starting_after')]
    }
    return [200, page(objects, url)]
  }

  function ownedBy(customer: string, url: URL): [number, object] {
    if (!kind('customer').has(customer)) return [404, errorBody('resource_missing', 'customer')]
    const all = [...kind('payment_method').values()].filter((one) => one['customer'] === customer)
    return [200, page(all.sort(newestFirst), url)]
  }

  function misbehave(fault: Fault, url: URL, response: ServerResponse): void {
    const { pathname } = url
    if (fault.kind === 'status') {
      const body = errorBody(fault.code ?? 'fault', fault.param)
      return say(response, fault.status, body, fault.headers)
    }
    if (fault.kind === 'hang') return
    if (fault.kind === 'reset') return void response.destroy()
    if (fault.kind === 'html') return void response.end('<html>Bad gateway')
    if (fault.kind === 'not_a_list') return say(response, 200, { object: 'list', url: pathname })
    if (fault.kind === 'empty_page') {
      return say(response, 200, { object: 'list', url: pathname, has_more: true, data: [] })
    }
    if (fault.kind === 'same_page') {
      url.searchParams.delete('starting_after')
      return say(response, ...read(url))
    }
    const text = JSON.stringify(read(url)[1])
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length })
    response.write(text.slice(0, text.length / 2))
    response.destroy()
  }

  function say(
    response: ServerResponse,
    status: number,
    body: object,
    headers: Record<string, string> = {},
  ): void {
    const date = new Date(shop.now * 1000).toUTCString()
    response.writeHead(status, { 'content-type': 'application/json', date, ...headers })
    response.end(JSON.stringify(body))
  }

  return shop
}

function newestFirst(a: ShopObject, b: ShopObject): number {
  return b.created - a.created || (a.id < b.id ? 1 : -1)
}

function page(objects: { id: string; created: number }[], url: URL): object {
  const from = Number(url.searchParams.get('created[gte]') ?? 0)
  const upTo = Number(url.searchParams.get('created[lte]') ?? Infinity)
  const before = Number(url.searchParams.get('created[lt]') ?? Infinity)
  const limit = Number(url.searchParams.get('limit') ?? 10)
  const after = url.searchParams.get('starting_after')
  const start = after === null ? 0 : objects.findIndex(({ id }) => id === after) + 1
  const rest = objects
    .slice(start)
    .filter(({ created }) => created >= from && created <= upTo && created < before)
  const data = rest.slice(0, limit)
  return { object: 'list', url: url.pathname, has_more: rest.length > limit, data }
}

function errorBody(code: string, param?: string): object {
  return { error: { type: 'invalid_request_error', code, message: code, ...(param && { param }) } }
}
