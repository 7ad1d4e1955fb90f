/** What a PDF of ours says, page by page: reads its streams and the maps from glyphs to characters. */
import assert from 'node:assert/strict'
import { inflateSync } from 'node:zlib'

type Objects = ReadonlyMap<number, { head: string; stream: Buffer | undefined }>

/** One text a page: a line for each piece that was written. */
export function pdfPages(file: Uint8Array): string[] {
  const bytes = Buffer.from(file)
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
  const objects = objectsIn(bytes)
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
  return pages.map(({ head }) => pageText(head, objects))
}

function objectsIn(bytes: Buffer): Objects {
  const text = bytes.toString('latin1')
  const found = [...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)endobj/g)]
  return new Map(
    found.map(([, id = '', body = '']) => {
      const [head = '', ...rest] = body.split('stream\n')
      const raw = rest.length === 0 ? undefined : Buffer.from(rest.join('stream\n'), 'latin1')
      const stream = raw && (head.includes('/FlateDecode') ? inflated(raw) : raw)
      return [Number(id), { head, stream }]
    }),
  )
}

// What follows the compressed bytes is no part of them.
function inflated(raw: Buffer): Buffer {
  return inflateSync(raw, { finishFlush: 2 })
}

function pageText(page: string, objects: Objects): string {
  const contents = objects.get(reference(page, 'Contents'))?.stream?.toString('latin1') ?? ''
  const resources = objects.get(reference(page, 'Resources'))?.head ?? page
  const maps = new Map<string, ReadonlyMap<string, string>>()
  for (const [, name = '', id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const font = objects.get(Number(id))?.head ?? ''
    const map = objects.get(reference(font, 'ToUnicode'))?.stream?.toString('latin1') ?? ''
    maps.set(name, charactersIn(map))
  }
  return written(contents, maps)
}

function reference(head: string, name: string): number {
  return Number(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1] ?? -1)
}

/** `<0000> <00ff> [<0020> <0066 0069>]`: the characters of consecutive glyphs. */
function charactersIn(map: string): ReadonlyMap<string, string> {
  const characters = new Map<string, string>()
  for (const [, first = '', list = ''] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    for (const [index, [, code = '']] of [...list.matchAll(/<([\w ]+)>/g)].entries()) {
      const glyph = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0')
      characters.set(
        glyph,
        Buffer.from(code.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      )
    }
  }
  return characters
}

function written(contents: string, maps: ReadonlyMap<string, ReadonlyMap<string, string>>) {
  let map: ReadonlyMap<string, string> | undefined
  const pieces: string[] = []
  for (const [, font, glyphs] of contents.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) map = maps.get(font)
    else {
      const all = [...(glyphs ?? '').matchAll(/<(\w*)>/g)].map(([, hex = '']) => hex).join('')
      pieces.push((all.match(/.{4}/g) ?? []).map((glyph) => map?.get(glyph) ?? '□').join(''))
    }
  }
  return pieces.join('\n')
}
