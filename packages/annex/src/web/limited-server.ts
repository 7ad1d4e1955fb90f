/** Node's HTTP server with the house's limits (reliability 8), each answered rather than cut. */
import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  getRequestListener,
  RequestError,
  type Http2Bindings,
  type HttpBindings,
} from '@hono/node-server'
import type { Random } from '../core/random.js'
import type { Timers } from '../core/timers.js'
import { noteAddress } from './client-address.js'
import { directAnswers, isOfKnownLength, type Direct } from './direct.js'
import {
  MAX_HEADERS,
  MAX_HEADER_BYTES,
  refusalFor,
  refusalForBroken,
  refusalParts,
  refusals,
  type Refusal,
} from './request-limits.js'
import type { Connection } from './websocket/connection.js'
import { upgraded, type Upgrade } from './websocket/upgrade.js'

/** Second argument: node's own request and response, where the client's address is found. */
export type Handler = (request: Request, node: NodeBindings) => Response | Promise<Response>

export type NodeBindings = HttpBindings | Http2Bindings

export interface Limits {
  /** Announced or not, a body over this is answered 413. */
  maxBodyBytes: number
  outside: { random: Random; timers: Timers }
  /** Hears of what a handler threw; the client reads a fixed text. */
  onError(error: unknown): void
  /** Asked first; what it doesn't answer goes to the handler. */
  direct?: Direct | undefined
  /** Asked about WebSockets; without it there are none. */
  upgrade?: Upgrade | undefined
}

export type LimitedServer = ReturnType<typeof limitedServer>

// Node counts the request line among the headers and drops what is over `maxHeadersCount`, so both
// of its limits sit above ours: what lies between is answered by `refusalFor`.
const NODE_LIMITS = {
  maxHeaderSize: MAX_HEADER_BYTES + 12 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 65_000,
}

const SERVER_OPTIONS = {
  ...NODE_LIMITS,
  // Some HTTP clients offer to go on in HTTP/2; they are answered in HTTP/1.1.
  shouldUpgradeCallback: ({ headers }: IncomingMessage) =>
    headers.upgrade?.toLowerCase() === 'websocket',
}

export function limitedServer(handler: Handler, limits: Limits) {
  const { maxBodyBytes, outside } = limits
  const running = new Map<Duplex, ServerResponse>()
  const answerDirectly = directAnswers()
  const listener = getRequestListener(withKnownLength(handler, limits), {
    errorHandler: (error) => responseTo(error, limits),
  })
  const sockets = new Set<Connection>()
  const server = createServer(SERVER_OPTIONS, (incoming, outgoing) => {
    running.set(incoming.socket, outgoing)
    outgoing.once('close', () => running.delete(incoming.socket))
    const refusal = refusalFor(incoming, maxBodyBytes)
    if (refusal) return refuse(refusal, outgoing, outside.random)
    const answering = isOfKnownLength(incoming) ? limits.direct?.(incoming) : undefined
    if (answering === undefined) return void listener(incoming, outgoing)
    answerDirectly(incoming, outgoing, answering, (error) => fail(error, outgoing, limits))
  })
  server.maxHeadersCount = MAX_HEADERS + 1
  server.on('clientError', (error, socket) => {
    const refusal = refusalForBroken(error)
    const answerable = socket.writable && !running.get(socket)?.headersSent
    if (refusal && answerable) socket.end(asText(refusal, outside.random))
    else socket.destroy()
  })
  server.on('upgrade', (incoming, socket, head) => {
    const connection = upgraded({ incoming, socket, head }, limits.upgrade, outside.timers)
    if (connection === undefined) return
    sockets.add(connection)
    socket.once('close', () => sockets.delete(connection))
  })
  return {
    server,
    finish() {
      finish(running.values())
      for (const connection of sockets) connection.close(1001, 'The server is going away')
    },
  }
}

/** A body whose length was not announced is read first, so that it cannot grow while being handled. */
function withKnownLength(handler: Handler, limits: Limits): Handler {
  return (request, node) => {
    noteAddress(request, node.incoming.socket.remoteAddress)
    return node.incoming.headers['transfer-encoding'] === undefined
      ? handler(request, node)
      : withBodyRead(request, node, handler, limits)
  }
}

async function withBodyRead(
  request: Request,
  node: NodeBindings,
  handler: Handler,
  { maxBodyBytes, outside }: Limits,
): Promise<Response> {
  const body = await readAtMost(node.incoming, maxBodyBytes)
  if (!body) return asResponse(refusals.heavy, outside.random)
  const { url, method, headers, signal } = request
  const whole = new Request(url, { method, headers, signal, body })
  noteAddress(whole, node.incoming.socket.remoteAddress)
  return handler(whole, node)
}

async function readAtMost(
  incoming: NodeBindings['incoming'],
  bytes: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    length += chunk.length
    if (length > bytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function fail(error: unknown, outgoing: ServerResponse, limits: Limits): void {
  limits.onError(error)
  if (!outgoing.headersSent) refuse(refusals.broken, outgoing, limits.outside.random)
}

function responseTo(error: unknown, limits: Limits): Response {
  if (error instanceof RequestError) return asResponse(refusals.malformed, limits.outside.random)
  limits.onError(error)
  return asResponse(refusals.broken, limits.outside.random)
}

function refuse(refusal: Refusal, outgoing: ServerResponse, random: Random): void {
  const { status, headers, body } = refusalParts(refusal, random)
  outgoing.writeHead(status, headers).end(body)
}

function asResponse(refusal: Refusal, random: Random): Response {
  const { status, headers, body } = refusalParts(refusal, random)
  return new Response(body, { status, headers })
}

/** For connections on which node has given up reading: the answer is written by hand. */
function asText(refusal: Refusal, random: Random): string {
  const { status, headers, body } = refusalParts(refusal, random)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`
}

// Pages that listen for news would hold the door open for ever: they reconnect by themselves.
function finish(running: Iterable<ServerResponse>): void {
  for (const outgoing of running) {
    if (outgoing.req.headers.accept === 'text/event-stream') outgoing.destroy()
    else endAfter(outgoing)
  }
}

function endAfter(outgoing: ServerResponse): void {
  const socket = outgoing.socket
  outgoing.shouldKeepAlive = false
  outgoing.once('finish', () => socket?.end())
}
