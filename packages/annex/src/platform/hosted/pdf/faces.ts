/** The typeface of our PDFs, and what it cannot write. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create, type Font } from 'fontkit'
import { plainFont } from './woff.js'

export type Weight = 'regular' | 'bold'

/** Latin, Greek and Cyrillic, with the signs of most currencies. */
const FILES: Readonly<Record<Weight, string>> = {
  regular: 'roboto-fontface/fonts/roboto/Roboto-Regular.woff',
  bold: 'roboto-fontface/fonts/roboto/Roboto-Bold.woff',
}

const bytes = new Map<Weight, Buffer>()

export function faceOf(weight: Weight): Buffer {
  const known = bytes.get(weight)
  if (known) return known
  const read = plainFont(readFileSync(fileURLToPath(import.meta.resolve(FILES[weight]))))
  bytes.set(weight, read)
  return read
}

let regular: Font | undefined

/** Whether every character can be written; others become empty boxes. */
export function canWrite(text: string): boolean {
  regular ??= open()
  for (const character of text.normalize('NFC')) {
    if (character >= ' ' && !regular.hasGlyphForCodePoint(character.codePointAt(0) ?? 0))
      return false
  }
  return true
}

function open(): Font {
  const opened = create(faceOf('regular'))
  if (!('hasGlyphForCodePoint' in opened)) throw new Error('The typeface is a collection.')
  return opened
}
