/** The one way out: requests to hosts that somebody typed in (reliability 12). */
import { lookup as resolve, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { Agent } from 'undici'
import { mayConnect, type Allowed } from './address.js'
import { hostAndPort } from './url.js'

/** A POST on its way out. `headers` travel as they are; nothing is added. */
export interface Outbound {
  url: string
  headers: Readonly<Record<string, string>>
  body: string
  /** Whom it goes to and whose event it tells, for whoever looks at what passes. */
  about?: { readonly endpoint: string; readonly account: string }
}

/** What came back: the beginning of the body, no more of it was read. */
export interface Answer {
  status: number
  retryAfter: string | null
  body: string
}

export interface Egress {
  /** Rejects when there is no whole answer; with `AddressRefused` when none was asked for. */
  post(request: Outbound, signal: AbortSignal): Promise<Answer>
  close(): Promise<void>
}

/** The host leads somewhere a delivery must not go. */
export class AddressRefused extends Error {}

/** Of an answer's body, no more than this is read or kept (reliability D7). */
const KEPT_BYTES = 1024

/** undici is loaded with the first request: it takes longer than everything else at start-up. */
export function createEgress(allowed: Allowed): Egress {
  let agent: Promise<Agent> | undefined
  return {
    async post(request, signal) {
      const url = new URL(request.url)
      refuseLiteral(url, allowed)
      agent ??= createAgent(allowed)
      const dispatcher = await agent
      const response = await dispatcher.request({
        ...{ origin: url.origin, path: url.pathname + url.search, method: 'POST', signal },
        ...{ headers: request.headers, body: request.body },
      })
      const retryAfter = response.headers['retry-after']
      return {
        status: response.statusCode,
        retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
        body: await beginningOf(response.body),
      }
    },
    async close() {
      await (await agent)?.destroy()
    },
  }
}

/** A pool for each origin, so that the check knows the port as well as the name. */
async function createAgent(allowed: Allowed): Promise<Agent> {
  const { Agent, Pool } = await import('undici')
  return new Agent({
    factory: (origin) => {
      const lookup = checkedLookup(hostAndPort(new URL(origin)), allowed)
      return new Pool(origin, { allowH2: false, connect: { lookup } })
    },
  })
}

/** Resolves once and hands on only if every address may be connected to (reliability E3). */
function checkedLookup(host: string, allowed: Allowed): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = error ?? refusalOf(addresses, host, allowed)
      const first = addresses?.[0]
      if (refused || !first) callback(refused ?? new AddressRefused(`${host} has no address.`), [])
      else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

function refusalOf(addresses: readonly LookupAddress[], host: string, allowed: Allowed) {
  const all = addresses.every(({ address }) => mayConnect(address, host, allowed))
  return all ? null : new AddressRefused(`${host} is not on the public internet.`)
}

// No lookup is made for a literal address, so it is checked here.
function refuseLiteral(url: URL, allowed: Allowed): void {
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) && !mayConnect(literal, hostAndPort(url), allowed)) {
    throw new AddressRefused(`${url.host} is not on the public internet.`)
  }
}

async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= KEPT_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString()
}
