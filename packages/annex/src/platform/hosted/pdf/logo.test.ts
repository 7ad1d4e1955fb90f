import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { deflateSync } from 'node:zlib'
import { updateApplication } from '../../store/applications.js'
import { addImage } from '../../store/images.js'
import { png as pngOf } from '../../../test/pictures.js'
import { createExtension, startPlatform } from '../../../testing.js'

const [WIDTH, HEIGHT] = [200, 50]

/** In colour and see-through. */
const png = (pixels: Buffer) =>
  pngOf({ width: WIDTH, height: HEIGHT, colour: 'see-through', pixels })

const WHOLE = (WIDTH * 4 + 1) * HEIGHT

/** The bytes of an invoice of a seller with that logo. */
async function paper(t: TestContext, logo: Buffer | undefined) {
  const { platform, client, close } = await startPlatform()
  t.after(close)
  const { store } = platform.parts
  const seller = createExtension(platform)
  if (logo) {
    const image = { content_type: 'image/png', width: WIDTH, height: HEIGHT, body: logo } as const
    addImage(store, { id: 'file_logo', account: seller.account.id, ...image, created: 1 })
    updateApplication(store, seller.application, { logo: 'file_logo' })
  }
  const stripe = client(seller.keys.test.secret)
  const { id: customer } = await stripe.customers.create()
  const draft = await stripe.invoices.create({ customer })
  await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 900, currency: 'usd' })
  const { invoice_pdf } = await stripe.invoices.finalizeInvoice(draft.id)
  const answer = await platform.fetch(new Request(invoice_pdf ?? ''))
  assert.equal(answer.status, 200)
  return Buffer.from(await answer.arrayBuffer()).toString('latin1')
}

describe('the logo of a seller', () => {
  it('heads their papers', async (t) => {
    const drawn = await paper(t, png(deflateSync(Buffer.alloc(WHOLE))))
    assert.match(drawn, /\/Subtype \/Image/)
    assert.doesNotMatch(await paper(t, undefined), /\/Subtype \/Image/)
  })

  it('is left out when it is damaged, or more than it says', async (t) => {
    const pixels = deflateSync(Buffer.alloc(WHOLE))
    const cut = pixels.subarray(0, pixels.length - 6)
    const bomb = deflateSync(Buffer.alloc(WHOLE * 50))
    const odd = deflateSync(Buffer.alloc(WHOLE, 0x7f))
    for (const bad of [cut, bomb, odd, Buffer.from('no pixels')]) {
      assert.doesNotMatch(await paper(t, png(bad)), /\/Subtype \/Image/)
    }
  })

  it('is left out when everybody would wait for it to be unpacked', async (t) => {
    const colour = 'see-through'
    const large = await paper(t, pngOf({ width: 1600, height: 800, colour }))
    assert.match(large, /\/Subtype \/Image/)
    const huge = await paper(t, pngOf({ width: 2200, height: 1000, colour }))
    assert.doesNotMatch(huge, /\/Subtype \/Image/)
  })
})
