/** From a web font to the plain font inside it (WOFF 1.0): node inflates its tables faster than JavaScript would, each time anew. */
import { inflateSync } from 'node:zlib'

const HEADER_BYTES = 44
const ENTRY_BYTES = 20
const PLAIN_HEADER_BYTES = 12
const PLAIN_ENTRY_BYTES = 16

interface Table {
  readonly tag: Buffer
  readonly checksum: Buffer
  readonly bytes: Buffer
}

/** @see https://www.w3.org/TR/WOFF/ */
export function plainFont(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('This is no WOFF file.')
  const tables = tablesIn(woff)
  const head = Buffer.alloc(PLAIN_HEADER_BYTES + PLAIN_ENTRY_BYTES * tables.length)
  woff.copy(head, 0, 4, 8)
  writeSearch(head, tables.length)
  const parts: Buffer[] = [head]
  let offset = head.length
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const at = PLAIN_HEADER_BYTES + PLAIN_ENTRY_BYTES * index
    tag.copy(head, at)
    checksum.copy(head, at + 4)
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(bytes.length, at + 12)
    const padding = -bytes.length & 3
    parts.push(bytes, Buffer.alloc(padding))
    offset += bytes.length + padding
  }
  return Buffer.concat(parts)
}

function tablesIn(woff: Buffer): Table[] {
  return Array.from({ length: woff.readUInt16BE(12) }, (_, index) => {
    const at = HEADER_BYTES + ENTRY_BYTES * index
    const offset = woff.readUInt32BE(at + 4)
    const [packed, length] = [woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)]
    const bytes = woff.subarray(offset, offset + packed)
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.subarray(at + 16, at + 20),
      // What would not have become smaller lies there as it is.
      bytes: packed < length ? inflateSync(bytes) : bytes,
    }
  })
}

/** How readers search the list of tables by halves. */
function writeSearch(head: Buffer, count: number): void {
  const steps = Math.floor(Math.log2(count))
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(16 * 2 ** steps, 6)
  head.writeUInt16BE(steps, 8)
  head.writeUInt16BE(16 * (count - 2 ** steps), 10)
}
