/** PNG: reading its size and leaving nothing in it but the picture (PNG specification, third edition). */
import { crc32 } from 'node:zlib'
import { BrokenImage, type CleanImage } from './image.js'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** What a browser needs to draw it. Texts, times, Exif, animations and unknown chunks go. */
const KEPT: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'sRGB', 'gAMA', 'IDAT', 'IEND'])

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)
}

/** @throws BrokenImage when a chunk is cut short, damaged or out of place */
export function cleanPng(bytes: Buffer): CleanImage {
  const chunks = chunksOf(bytes)
  const header = chunks[0]
  if (header?.type !== 'IHDR' || header.data.length !== 13) throw new BrokenImage()
  const kept = chunks.filter(({ type }) => KEPT.has(type))
  if (!kept.some(({ type }) => type === 'IDAT')) throw new BrokenImage()
  return {
    content_type: 'image/png',
    width: header.data.readUInt32BE(0),
    height: header.data.readUInt32BE(4),
    body: Buffer.concat([SIGNATURE, ...kept.map(({ whole }) => whole)]),
  }
}

interface Chunk {
  type: string
  data: Buffer
  /** Length, type, data and checksum, as they stood. */
  whole: Buffer
}

/** Up to the end chunk; what follows it is no part of the picture. */
function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = []
  let at = SIGNATURE.length
  while (chunks.at(-1)?.type !== 'IEND') {
    const chunk = chunkAt(bytes, at)
    chunks.push(chunk)
    at += chunk.whole.length
  }
  return chunks
}

function chunkAt(bytes: Buffer, at: number): Chunk {
  if (at + 12 > bytes.length) throw new BrokenImage()
  const end = at + 8 + bytes.readUInt32BE(at)
  if (end + 4 > bytes.length) throw new BrokenImage()
  if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) throw new BrokenImage()
  const type = bytes.toString('latin1', at + 4, at + 8)
  return { type, data: bytes.subarray(at + 8, end), whole: bytes.subarray(at, end + 4) }
}
