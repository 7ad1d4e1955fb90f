/** Pictures as uploads bring them, whole or damaged. */
import { crc32, deflateSync } from 'node:zlib'

export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

interface PngOptions {
  readonly width: number
  readonly height: number
  /** Grey as usual; in colour and see-through takes four bytes a pixel. */
  readonly colour?: 'grey' | 'see-through'
  /** Packed as the file has them; left out, all of them nothing. */
  readonly pixels?: Buffer
  /** Chunks behind the header. */
  readonly extra?: readonly Buffer[]
}

/** 8 bits a channel. */
export function png({ width, height, colour = 'grey', pixels, extra = [] }: PngOptions): Buffer {
  const [type, bytes] = colour === 'grey' ? [0, 1] : [6, 4]
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, type, 0, 0, 0], 8)
  const parts = [
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', pixels ?? deflateSync(Buffer.alloc((width * bytes + 1) * height))),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])
}
