/** How a request becomes a WebSocket (RFC 6455 4.2), or is told why it does not. */
import { createHash } from 'node:crypto'
import { STATUS_CODES, type IncomingMessage } from 'node:http'

export interface HandshakeRefusal {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON. */
  readonly body: string
}

/** Undefined: it may be accepted. */
export function handshakeProblem({
  method,
  headers,
}: Pick<IncomingMessage, 'method' | 'headers'>): HandshakeRefusal | undefined {
  if (method !== 'GET') return refusal(405, 'A WebSocket begins with GET.', { Allow: 'GET' })
  if (headers['sec-websocket-version'] !== '13') {
    const offered = { 'Sec-WebSocket-Version': '13' }
    return refusal(426, 'This server speaks version 13 of WebSocket.', offered)
  }
  if (!/^[\w+/]{22}==$/.test(headers['sec-websocket-key'] ?? '')) {
    return refusal(400, 'Sec-WebSocket-Key must be 16 bytes in base64.')
  }
  return undefined
}

function refusal(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): HandshakeRefusal {
  return { status, headers, body: JSON.stringify({ error: { message } }) }
}

/** @param protocol the one of those the client offers that both speak */
export function acceptance(key: string, protocol: string | undefined): string {
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
  return head(101, {
    ...{ Upgrade: 'websocket', Connection: 'Upgrade' },
    'Sec-WebSocket-Accept': accept.digest('base64'),
    ...(protocol === undefined ? {} : { 'Sec-WebSocket-Protocol': protocol }),
  })
}

export function refusalText({ status, headers, body }: HandshakeRefusal): string {
  const length = String(Buffer.byteLength(body))
  const about = { 'Content-Type': 'application/json', 'Content-Length': length }
  return head(status, { ...headers, ...about, Connection: 'close' }) + body
}

function head(status: number, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`
}
