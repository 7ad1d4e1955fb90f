/** Checking an uploaded icon or logo: what it really is, its size, nothing hidden in it (oauth.md 1.2). */
import { cleanJpeg, isJpeg } from './jpeg.js'
import { BrokenImage, type CleanImage } from './image.js'
import { cleanPng, isPng } from './png.js'

export type ImageUse = 'icon' | 'logo'

/** Bytes, and pixels per side. */
const IMAGE_LIMITS = { bytes: 512 * 1024, smallest: 128, largest: 4096 } as const

export type CheckedImage = { ok: true; image: CleanImage } | { ok: false; fault: string }

/** The content decides what it is, never its name or what the browser said. */
export function checkImage(upload: Uint8Array, use: ImageUse): CheckedImage {
  if (upload.byteLength > IMAGE_LIMITS.bytes) return refused('Use a file of at most 512 KB.')
  const image = cleaned(Buffer.from(upload))
  if (!image) return refused('Use a PNG or JPEG file. This one is neither, or it is damaged.')
  const fault = sizeFault(image, use)
  return fault ? refused(fault) : { ok: true, image }
}

function cleaned(bytes: Buffer): CleanImage | undefined {
  try {
    if (isPng(bytes)) return cleanPng(bytes)
    return isJpeg(bytes) ? cleanJpeg(bytes) : undefined
  } catch (error) {
    if (error instanceof BrokenImage) return undefined
    throw error
  }
}

function sizeFault({ width, height }: CleanImage, use: ImageUse): string | undefined {
  const size = `This one is ${width} × ${height}.`
  const { smallest, largest } = IMAGE_LIMITS
  if (Math.min(width, height) < smallest)
    return `Use at least ${smallest} × ${smallest} pixels. ${size}`
  if (Math.max(width, height) > largest) return `Use at most ${largest} pixels per side. ${size}`
  if (use === 'icon' && width !== height) return `An icon must be square. ${size}`
  if (use === 'logo' && width === height)
    return 'A logo is not square; a square picture is the icon.'
  return undefined
}

function refused(fault: string): CheckedImage {
  return { ok: false, fault }
}
