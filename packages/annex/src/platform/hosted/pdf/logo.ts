/** The seller's logo at the head of their papers, where it can be drawn. */
import { inflateSync } from 'node:zlib'
import type { Engine } from '../../engine/context.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { findClientOfAccount } from '../../store/applications.js'
import { findImage } from '../../store/images.js'

/** As the account's branding has it; undefined where there is none, or only one that is damaged or huge. */
export function logoOf(engine: Engine, { caller }: UnitOfWork): Uint8Array | undefined {
  const client = findClientOfAccount(engine.store, caller.account, caller.livemode)
  const image = findImage(engine.store, client?.logo ?? client?.icon ?? '')
  if (!image) return undefined
  const isSafe = image.content_type === 'image/jpeg' || canBeDrawn(Buffer.from(image.body))
  return isSafe ? image.body : undefined
}

/** The bytes of one pixel, by PNG's colour type, at 8 bits a channel. */
const CHANNELS: Readonly<Partial<Record<number, number>>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** Two million pixels in colour and see-through. More takes seconds and hundreds of megabytes, for each file. */
const MOST_UNPACKED = 8_388_608

/**
 * Whether what a PNG holds is as much as its size says: the library unpacks it on a thread of its own,
 * where damage would end the process and a bomb would fill it.
 */
function canBeDrawn(png: Buffer): boolean {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const [bits, colour, interlaced] = [png.readUInt8(24), png.readUInt8(25), png.readUInt8(28)]
  const channels = CHANNELS[colour]
  if (channels === undefined || interlaced !== 0) return false
  const row = 1 + Math.ceil((width * channels * bits) / 8)
  if (height * row > MOST_UNPACKED) return false
  const pixels = unpacked(png, height * row)
  if (pixels?.length !== height * row) return false
  // Each row says how it was made from the one above: there are five ways.
  return Array.from({ length: height }).every((_, at) => (pixels[at * row] ?? 0) <= 4)
}

/** Undefined for what is damaged, or more than it said. */
function unpacked(png: Buffer, maxOutputLength: number): Buffer | undefined {
  try {
    return inflateSync(packedPixels(png), { maxOutputLength })
  } catch {
    return undefined
  }
}

function packedPixels(png: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at + 8 <= png.length;) {
    const [length, from] = [png.readUInt32BE(at), at + 8]
    if (png.toString('latin1', at + 4, from) === 'IDAT') {
      parts.push(png.subarray(from, from + length))
    }
    at = from + length + 4
  }
  return Buffer.concat(parts)
}
