/** JPEG: reading its size and leaving nothing in it but the picture (ITU-T T.81, annex B). */
import { BrokenImage, type CleanImage } from './image.js'

const [TEM, RST0, RST7, SOI, EOI, SOS, APP0, APP14, APP15, COM] = [
  0x01, 0xd0, 0xd7, 0xd8, 0xd9, 0xda, 0xe0, 0xee, 0xef, 0xfe,
]

/** Start-of-frame markers: all of 0xC0 to 0xCF but the tables DHT, JPG and DAC. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

export function isJpeg(bytes: Buffer): boolean {
  return bytes[0] === 0xff && bytes[1] === SOI && bytes[2] === 0xff
}

/** @throws BrokenImage when a segment is cut short or the picture has no frame */
export function cleanJpeg(bytes: Buffer): CleanImage {
  const kept: Buffer[] = [Buffer.from([0xff, SOI])]
  let size: { width: number; height: number } | undefined
  let at = 2
  for (;;) {
    const segment = segmentAt(bytes, at)
    at = segment.end
    if (segment.marker === EOI) break
    if (isFrame(segment.marker)) size ??= frameSize(segment.data)
    if (isKept(segment)) kept.push(bytes.subarray(segment.start, segment.end))
  }
  if (!size) throw new BrokenImage()
  // What stands behind the end of the picture is no part of it.
  kept.push(Buffer.from([0xff, EOI]))
  return { content_type: 'image/jpeg', ...size, body: Buffer.concat(kept) }
}

interface Segment {
  marker: number
  start: number
  /** Behind its data; for a scan, behind the compressed picture too. */
  end: number
  data: Buffer
}

function segmentAt(bytes: Buffer, from: number): Segment {
  let start = from
  // Any number of fill bytes may stand before a marker.
  while (bytes[start] === 0xff && bytes[start + 1] === 0xff) start++
  const marker = bytes[start + 1]
  if (bytes[start] !== 0xff || marker === undefined || marker === 0) throw new BrokenImage()
  if (marker === EOI) return { marker, start, end: start + 2, data: Buffer.alloc(0) }
  if (marker === SOI || marker === TEM || (marker >= RST0 && marker <= RST7))
    throw new BrokenImage()
  if (start + 4 > bytes.length) throw new BrokenImage()
  const end = start + 2 + bytes.readUInt16BE(start + 2)
  if (end > bytes.length || end < start + 4) throw new BrokenImage()
  const data = bytes.subarray(start + 4, end)
  return { marker, start, end: marker === SOS ? endOfScan(bytes, end) : end, data }
}

/** The compressed picture ends at the next marker: neither a stuffed 0xFF nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = from
  for (;;) {
    at = bytes.indexOf(0xff, at)
    const next = at < 0 ? undefined : bytes[at + 1]
    if (next === undefined) throw new BrokenImage()
    if (next !== 0 && (next < RST0 || next > RST7)) return at
    at += 2
  }
}

function frameSize(data: Buffer): { width: number; height: number } {
  if (data.length < 6) throw new BrokenImage()
  return { height: data.readUInt16BE(1), width: data.readUInt16BE(3) }
}

/** Comments and application segments go: Exif, thumbnails, profiles. Adobe's names the colours. */
function isKept({ marker, data }: Segment): boolean {
  if (marker === COM) return false
  if (marker < APP0 || marker > APP15) return true
  return marker === APP14 && data.length === 12 && data.toString('latin1', 0, 5) === 'Adobe'
}
