/** WebSocket frames as RFC 6455 section 5 lays them out: read from a client, written to it. */

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

export interface Frame {
  readonly isLast: boolean
  readonly opcode: number
  readonly payload: Buffer
}

/** The other side broke the protocol; `code` is what a close frame says about it (7.4.1). */
export class FrameError extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.name = 'FrameError'
    this.code = code
  }
}

const BROKEN = 1002
const TOO_BIG = 1009

/** Takes bytes as they arrive and gives the frames that have become whole. */
export type FrameReader = (chunk: Buffer) => Frame[]

/**
 * @param maxBytes of one payload: refused as soon as it is announced, before it is taken in
 * @throws FrameError from the reader, after which it must not be used again
 */
export function frameReader(maxBytes: number): FrameReader {
  let pending: Buffer = Buffer.alloc(0)
  return (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    const frames: Frame[] = []
    for (;;) {
      const head = readHead(pending, maxBytes)
      if (head === undefined || pending.length < head.end) return frames
      frames.push({ ...head, payload: unmasked(pending, head) })
      pending = pending.subarray(head.end)
    }
  }
}

interface Head {
  readonly isLast: boolean
  readonly opcode: number
  /** Where the mask stands, and where the frame ends. */
  readonly mask: number
  readonly end: number
}

/** Undefined while there are too few bytes to tell. */
function readHead(bytes: Buffer, maxBytes: number): Head | undefined {
  if (bytes.length < 2) return undefined
  const [first = 0, second = 0] = bytes
  const opcode = first & 0x0f
  const isLast = (first & 0x80) !== 0
  const short = second & 0x7f
  if ((first & 0x70) !== 0) throw new FrameError(BROKEN, 'reserved bits are set')
  if ((second & 0x80) === 0) throw new FrameError(BROKEN, 'the frame is not masked')
  checkOpcode(opcode, { isLast, short })
  const mask = short === 127 ? 10 : short === 126 ? 4 : 2
  if (bytes.length < mask) return undefined
  const length = mask === 10 ? longLength(bytes) : mask === 4 ? bytes.readUInt16BE(2) : short
  if (length > maxBytes) throw new FrameError(TOO_BIG, `a frame may hold ${maxBytes} bytes`)
  return { isLast, opcode, mask, end: mask + 4 + length }
}

function checkOpcode(opcode: number, { isLast, short }: { isLast: boolean; short: number }): void {
  if (!Object.values<number>(OPCODE).includes(opcode)) {
    throw new FrameError(BROKEN, `there is no opcode ${opcode}`)
  }
  // Those that control the connection come whole and small (5.5).
  if (opcode >= OPCODE.close && (!isLast || short > 125)) {
    throw new FrameError(BROKEN, 'a control frame is too long or in parts')
  }
}

// Over 2^32 is over any limit; the reader only has to say so.
function longLength(bytes: Buffer): number {
  return bytes.readUInt32BE(2) > 0 ? Infinity : bytes.readUInt32BE(6)
}

function unmasked(bytes: Buffer, { mask, end }: Head): Buffer {
  const payload = Buffer.from(bytes.subarray(mask + 4, end))
  for (let at = 0; at < payload.length; at++) {
    payload[at] = (payload[at] ?? 0) ^ (bytes[mask + (at & 3)] ?? 0)
  }
  return payload
}

/** One whole frame, unmasked as those of a server are. */
export function writeFrame(opcode: number, payload: Buffer): Buffer {
  return Buffer.concat([lengthHead(opcode | 0x80, payload.length), payload])
}

function lengthHead(first: number, length: number): Buffer {
  if (length < 126) return Buffer.from([first, length])
  if (length < 65_536) return Buffer.from([first, 126, length >> 8, length & 0xff])
  const head = Buffer.alloc(10)
  head[0] = first
  head[1] = 127
  head.writeBigUInt64BE(BigInt(length), 2)
  return head
}
