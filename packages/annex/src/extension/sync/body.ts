/** The bytes of a delivery, as they travelled (W1). */

/** Stripe's events stay far below. */
const MOST_BYTES = 8 * 1024 * 1024

export type Body =
  | { kind: 'read'; bytes: Uint8Array }
  | { kind: 'too_large' }
  | { kind: 'compressed' }
  /** Something in front of us has read and parsed it: the bytes that were signed are gone. */
  | { kind: 'already_read' }

export async function readBody(request: Request): Promise<Body> {
  const encoding = request.headers.get('content-encoding') ?? 'identity'
  if (encoding !== 'identity') return { kind: 'compressed' }
  if (request.bodyUsed) return { kind: 'already_read' }
  const announced = Number(request.headers.get('content-length') ?? Infinity)
  if (!Number.isFinite(announced)) return collect(request)
  return announced > MOST_BYTES ? { kind: 'too_large' } : readAll(request, announced)
}

/** Whoever speaks HTTP for us gives no more than was announced, and reading at once takes half the time. */
async function readAll(request: Request, announced: number): Promise<Body> {
  const bytes = await request.arrayBuffer().catch((error: unknown) => {
    // What a body is that somebody began to read.
    if (error instanceof TypeError) return new ArrayBuffer()
    throw error
  })
  if (bytes.byteLength > MOST_BYTES) return { kind: 'too_large' }
  // A host whose parser drained the stream hands over a body that ends before it begins.
  if (bytes.byteLength === 0 && announced > 0) return { kind: 'already_read' }
  return { kind: 'read', bytes: new Uint8Array(bytes) }
}

/** Reads no more than it may, whatever the sender announced. */
async function collect(request: Request): Promise<Body> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > MOST_BYTES) return { kind: 'too_large' }
    chunks.push(chunk)
  }
  return { kind: 'read', bytes: Buffer.concat(chunks) }
}
