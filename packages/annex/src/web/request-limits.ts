/** What one request may weigh before anybody reads it (reliability 8), and how a refusal looks. */
import type { IncomingMessage } from 'node:http'
import { newId } from '../core/ids.js'
import type { Random } from '../core/random.js'

const MAX_TARGET = 8 * 1024
export const MAX_HEADER_BYTES = 16 * 1024
export const MAX_HEADERS = 100

/** A status with the words that explain it. */
export interface Refusal {
  status: 400 | 408 | 413 | 414 | 431 | 500
  message: string
}

export const refusals = {
  malformed: { status: 400, message: 'This is not an HTTP request we can read.' },
  late: { status: 408, message: 'The request took too long to arrive. Send it again.' },
  heavy: { status: 413, message: 'The body of the request is larger than this server accepts.' },
  longTarget: { status: 414, message: `The URL is longer than ${MAX_TARGET} bytes.` },
  manyHeaders: {
    status: 431,
    message: `The headers are larger than ${MAX_HEADER_BYTES} bytes, or more than ${MAX_HEADERS}.`,
  },
  broken: { status: 500, message: 'Something went wrong on our side. Please try again.' },
} satisfies Record<string, Refusal>

/** Why a request must not be handled, judged by its head alone. */
export function refusalFor(incoming: IncomingMessage, maxBodyBytes: number): Refusal | undefined {
  if ((incoming.url ?? '').length > MAX_TARGET) return refusals.longTarget
  if (tooManyHeaders(incoming.rawHeaders)) return refusals.manyHeaders
  if (Number(incoming.headers['content-length'] ?? 0) > maxBodyBytes) return refusals.heavy
  return undefined
}

// Names and values in turn; `: ` and the line end of each count, as they travelled too.
function tooManyHeaders(raw: readonly string[]): boolean {
  if (raw.length > MAX_HEADERS * 2) return true
  return raw.reduce((bytes, text) => bytes + text.length + 2, 0) > MAX_HEADER_BYTES
}

/** Why node itself gave up on a connection. Undefined: there is nobody left to answer. */
export function refusalForBroken(error: Error): Refusal | undefined {
  const code = 'code' in error ? error.code : undefined
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return refusals.late
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return refusals.heavy
  if (code === 'HPE_HEADER_OVERFLOW')
    return endsInTarget(error) ? refusals.longTarget : refusals.manyHeaders
  return typeof code === 'string' && code.startsWith('HPE_') ? refusals.malformed : undefined
}

// Node reads 64 KiB at a time, so an overlong target is cut within the packet that began it.
function endsInTarget(error: Error): boolean {
  const packet = 'rawPacket' in error ? error.rawPacket : undefined
  return Buffer.isBuffer(packet) && packet.subarray(0, MAX_TARGET).indexOf('\r\n') === -1
}

/** The same envelope as the API's errors, so that every client can read it. */
export function refusalParts(refusal: Refusal, random: Random) {
  const body = JSON.stringify({
    error: {
      message: refusal.message,
      type: refusal.status < 500 ? 'invalid_request_error' : 'api_error',
    },
  })
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'request-id': newId('req', random, 14),
    connection: 'close',
  }
  return { status: refusal.status, headers, body }
}
