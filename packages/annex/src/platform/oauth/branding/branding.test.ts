import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assert as holds, nat, property, uint8Array } from 'fast-check'
import { chunk, png as pngOf } from '../../../test/pictures.js'
import { checkedColour } from './colour.js'
import { checkImage } from './upload.js'
import { checkedWebsite } from './website.js'

const png = (width: number, height: number, extra: Buffer[] = []) => pngOf({ width, height, extra })

function segment(marker: number, data: Buffer | string): Buffer {
  const body = Buffer.from(data)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** The structure of a JPEG; nobody decodes it here. */
function jpeg(width: number, height: number, extra: Buffer[] = []): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...extra,
    segment(0xdb, Buffer.alloc(65)),
    segment(0xc2, frame),
    segment(0xda, Buffer.alloc(6)),
    Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
    segment(0xc4, Buffer.alloc(20)),
    segment(0xda, Buffer.alloc(6)),
    Buffer.from([5, 6]),
    Buffer.from([0xff, 0xd9]),
  ])
}

describe('an uploaded picture', () => {
  it('is a PNG or JPEG by its content', () => {
    for (const bytes of [png(128, 128), jpeg(128, 128)]) {
      const checked = checkImage(bytes, 'icon')
      assert.ok(checked.ok)
      assert.deepEqual([checked.image.width, checked.image.height], [128, 128])
      assert.deepEqual(checked.image.body, bytes)
    }
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for (const text of [svg, 'GIF89a', '<html>', '', '\x89PNG\r\n\x1a\n', '\xff\xd8\xff']) {
      assert.equal(checkImage(Buffer.from(text, 'latin1'), 'icon').ok, false)
    }
  })

  it('loses everything that is not the picture', () => {
    const secret = 'GPS 52.5200 N <script>alert(1)</script>'
    const hidden = [
      png(128, 128, [chunk('tEXt', Buffer.from(secret)), chunk('eXIf', Buffer.from(secret))]),
      Buffer.concat([png(128, 128), Buffer.from(secret)]),
      jpeg(128, 128, [
        segment(0xe1, `Exif\0\0${secret}`),
        segment(0xfe, secret),
        segment(0xe0, secret),
      ]),
      jpeg(128, 128, [segment(0xee, `Adobe${secret}`)]),
      Buffer.concat([jpeg(128, 128), Buffer.from(secret)]),
    ]
    for (const bytes of hidden) {
      const checked = checkImage(bytes, 'icon')
      assert.ok(checked.ok)
      assert.ok(!checked.image.body.includes('GPS'))
      assert.deepEqual(checked.image.body, bytes[0] === 0xff ? jpeg(128, 128) : png(128, 128))
    }
  })

  it('keeps to the limits of its use', () => {
    const fault = (bytes: Buffer, use: 'icon' | 'logo') => {
      const checked = checkImage(bytes, use)
      return checked.ok ? undefined : checked.fault
    }
    assert.match(fault(png(127, 127), 'icon') ?? '', /at least 128 × 128 pixels. This one is 127/)
    assert.match(fault(png(128, 127), 'logo') ?? '', /at least/)
    assert.match(fault(jpeg(4097, 128), 'logo') ?? '', /at most 4096/)
    assert.match(fault(png(128, 256), 'icon') ?? '', /square/)
    assert.match(fault(png(256, 256), 'logo') ?? '', /not square/)
    assert.equal(fault(jpeg(4096, 128), 'logo'), undefined)
    const heavy = Buffer.concat([png(128, 128), Buffer.alloc(512 * 1024)])
    assert.match(fault(heavy, 'icon') ?? '', /512 KB/)
  })

  it('is refused when damaged, and never breaks the checker', () => {
    const good = [png(130, 130), jpeg(130, 130)]
    holds(
      property(nat({ max: 1 }), nat(), uint8Array({ maxLength: 40 }), (which, at, bytes) => {
        const broken = Buffer.from(good[which] ?? '')
        broken.set(bytes.subarray(0, broken.length - (at % broken.length)), at % broken.length)
        checkImage(broken, 'icon')
        checkImage(broken.subarray(0, at % broken.length), 'icon')
        checkImage(bytes, 'logo')
      }),
      { numRuns: 2000 },
    )
    const flipped = png(130, 130)
    flipped.writeUInt8(1, 20)
    assert.equal(checkImage(flipped, 'icon').ok, false)
  })
})

describe('what else a brand has', () => {
  it('are colours in CSS hex', () => {
    assert.equal(checkedColour('#0F5C4A'), '#0f5c4a')
    assert.equal(checkedColour('abc'), '#aabbcc')
    for (const bad of ['', 'red', '#12345', '#12345678', 'url(x)', '#fff;x:y']) {
      assert.equal(checkedColour(bad), undefined)
    }
  })

  it('is a website on the web', () => {
    assert.equal(checkedWebsite('https://shop.test'), 'https://shop.test/')
    assert.equal(checkedWebsite(' '), null)
    for (const bad of ['javascript:alert(1)', 'shop.test', 'https://a:b@shop.test', 'data:,x']) {
      assert.equal(checkedWebsite(bad), undefined)
    }
  })
})
