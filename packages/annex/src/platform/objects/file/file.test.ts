import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

const png = Buffer.from('89504e470d0a1a0a0000', 'hex')
const receipt = { data: png, name: 'receipt.png', type: 'image/png' }

describe('a file', () => {
  it('is uploaded, shown, and fetched with a key only', async (t) => {
    const { stripe, platform, account, eventTypes, close } = await startPlatform()
    t.after(close)

    const file = await stripe.files.create({ purpose: 'dispute_evidence', file: receipt })

    assert.deepEqual([file.filename, file.size, file.type], ['receipt.png', png.length, 'png'])
    assert.deepEqual(eventTypes(), ['file.created'])
    const found = await stripe.files.retrieve(file.id)
    assert.equal(found.url, file.url)
    const { data } = await stripe.files.list({ purpose: 'dispute_evidence' })
    assert.deepEqual(
      data.map(({ id }) => id),
      [file.id],
    )
    assert.deepEqual((await stripe.files.list({ purpose: 'business_logo' })).data, [])

    const url = file.url ?? ''
    const headers = { authorization: `Bearer ${account.keys.test.secret}` }
    const fetched = await platform.fetch(url, { headers })
    assert.deepEqual(Buffer.from(await fetched.arrayBuffer()), png)
    assert.equal(fetched.headers.get('content-type'), 'image/png')
    assert.match(fetched.headers.get('content-disposition') ?? '', /^attachment/)
    assert.equal((await platform.fetch(url)).status, 401)
    const other = platform.createAccount({ email: 'b@b.test' }).keys.test.secret
    const asOther = { headers: { authorization: `Bearer ${other}` } }
    assert.equal((await platform.fetch(url, asOther)).status, 404)
  })

  it('is refused when it is not what its purpose takes', async (t) => {
    const { stripe, account, platform, close } = await startPlatform()
    t.after(close)
    const send = (file: object, purpose = 'dispute_evidence') =>
      stripe.files.create({ purpose, file: { ...receipt, ...file } })

    await assert.rejects(send({ data: Buffer.from('hello'), name: 'notes.txt' }), { param: 'file' })
    // The name lies about what is inside.
    await assert.rejects(send({ data: Buffer.from('<html>'), name: 'page.png' }), { param: 'file' })
    await assert.rejects(send({ data: Buffer.alloc(0) }), { param: 'file' })
    const large = Buffer.concat([png, Buffer.alloc(512 * 1024)])
    await assert.rejects(send({ data: large }, 'business_logo'), { param: 'file' })
    await assert.rejects(send({}, 'holiday'), { param: 'purpose' })
    const plain = await platform.fetch('http://annex.test/v1/files', {
      method: 'POST',
      headers: { authorization: `Bearer ${account.keys.test.secret}` },
      body: new URLSearchParams({ purpose: 'dispute_evidence', file: 'data:' }),
    })
    assert.equal(plain.status, 400)
  })
})

describe('a file link', () => {
  it('opens the file to everybody until it expires', async (t) => {
    const { stripe, platform, advance, now, close } = await startPlatform()
    t.after(close)
    const file = await stripe.files.create({ purpose: 'dispute_evidence', file: receipt })
    const link = await stripe.fileLinks.create({ file: file.id, expires_at: now() + 60 })
    const statusOf = async (url: string | null) => (await platform.fetch(url ?? '')).status

    assert.equal(await statusOf(link.url), 200)
    assert.equal(await statusOf(`${link.url?.slice(0, -1)}~`), 404)
    assert.equal((await stripe.fileLinks.list({ expired: false })).data.length, 1)
    advance(59)
    assert.equal(await statusOf(link.url), 200)
    advance(1)
    assert.equal(await statusOf(link.url), 404)
    assert.equal((await stripe.fileLinks.retrieve(link.id)).expired, true)

    const again = await stripe.fileLinks.update(link.id, { expires_at: '' })
    assert.deepEqual([again.expired, again.expires_at], [false, null])
    assert.equal(await statusOf(link.url), 200)
    assert.equal((await stripe.fileLinks.update(link.id, { expires_at: 'now' })).expired, true)
    assert.equal(await statusOf(link.url), 404)
    await assert.rejects(stripe.fileLinks.create({ file: file.id, expires_at: now() }), {
      param: 'expires_at',
    })
    await assert.rejects(stripe.fileLinks.create({ file: 'file_none' }), { param: 'file' })
  })

  it('comes with the upload when it is asked for', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.files.create({
      ...{ purpose: 'dispute_evidence', file: receipt, file_link_data: { create: true } },
    })

    const file = await stripe.files.retrieve(id, { expand: ['links'] })

    assert.equal(file.links?.data[0]?.file, id)
  })
})
