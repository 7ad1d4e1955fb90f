import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chunk, png as pngOf } from '../../../test/pictures.js'
import { authorizePath, oauthWorld, signedInBrowser } from '../../../test/worlds/oauth.js'

async function atBranding() {
  const world = await oauthWorld()
  world.member('lena', { acct_ledgerline: 'administrator' })
  const browser = await signedInBrowser(world, 'lena')
  await browser.open('/settings/branding')
  const token = /name="form_token" value="([^"]+)"/.exec(browser.page.html)?.[1] ?? ''
  const upload = (bytes: Uint8Array, use: string, name = 'x.png') => {
    const body = new FormData()
    body.set('form_token', token)
    body.set('use', use)
    body.set('image', new File([new Uint8Array(bytes)], name))
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
    const headers = { cookie, 'sec-fetch-site': 'same-origin', accept: 'text/html' }
    const address = 'http://localhost:4242/settings/branding/image'
    return world.fetch(new Request(address, { method: 'POST', body, headers }))
  }
  return { world, browser, upload }
}

const png = (width: number, height: number) =>
  pngOf({ width, height, extra: [chunk('tEXt', Buffer.from('secret place'))] })

describe('branding', () => {
  it('changes what people see when they are asked', async () => {
    const { world, browser, upload } = await atBranding()
    const look = { name: 'Ledger Lens', website: 'https://lens.test', primary_color: '0AF' }
    assert.match((await browser.press('Save', look)).text, /Branding saved/)
    assert.equal((await upload(png(256, 128), 'logo')).status, 303)

    const question = await (await signedInBrowser(world)).open(authorizePath())
    assert.match(question.text, /Ledger Lens wants to connect/)
    assert.match(question.html, /--accent:light-dark\(#00aaff/)
    const image = /src="(\/images\/img_\w+)"/.exec(question.html)?.[1] ?? ''
    const served = await world.fetch(new Request(`http://localhost:4242${image}`))
    assert.equal(served.headers.get('content-type'), 'image/png')
    assert.equal(served.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(served.headers.get('content-security-policy'), "default-src 'none'; sandbox")
    assert.ok(!Buffer.from(await served.arrayBuffer()).includes('secret place'))
  })

  it('says beside each field what is wrong, and saves nothing of it', async () => {
    const { world, browser } = await atBranding()
    const wrong = { name: 'Str\u0131pe', website: 'javascript:alert(1)', primary_color: 'red;x:y' }
    const page = await browser.press('Save', wrong)
    assert.equal(page.status, 400)
    for (const words of [/could pass for us/, /address like https/, /six hexadecimal digits/]) {
      assert.match(page.text, words)
    }
    assert.match(page.html, /value="red;x:y"/)
    const kept = world.store.get<{ name: string }>('select name from applications')
    assert.equal(kept?.name, 'ledgerline app')
  })

  it('takes pictures alone, in the shape of their use', async () => {
    const { upload, world } = await atBranding()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
    const refused: [Uint8Array, string, RegExp][] = [
      [svg, 'icon', /PNG or JPEG/],
      [png(128, 256), 'icon', /must be square/],
      [png(64, 64), 'icon', /at least 128/],
      [new Uint8Array(), 'logo', /Choose a PNG or JPEG/],
    ]
    for (const [bytes, use, words] of refused) {
      const response = await upload(bytes, use)
      assert.equal(response.status, 400)
      assert.match(await response.text(), words)
    }
    assert.equal((await upload(new Uint8Array(600 * 1024), 'icon')).status, 413)
    assert.deepEqual(world.store.all('select id from images'), [])
  })

  it('can take a picture out again', async () => {
    const { world, browser, upload } = await atBranding()
    await upload(png(128, 128), 'icon')
    await browser.open('/settings/branding')
    await browser.press('Remove icon')
    assert.equal(world.store.get<{ icon: null }>('select icon from applications')?.icon, null)
  })

  it('activates the account that submits its business details, once', async () => {
    const { world, browser } = await atBranding()
    world.account('young', 'young@young.test', false)
    world.application('young')
    world.store.run(`insert into memberships values ('lena', 'acct_young', 'administrator')`)
    const token = /name="form_token" value="([^"]+)"/.exec(browser.page.html)?.[1] ?? ''
    const there = { form_token: token, return_to: '/settings/branding' }
    await browser.post('/switch', { ...there, account: 'acct_young' })
    const page = await browser.press('Submit business details')
    assert.match(page.text, /Your account is activated/)
    assert.doesNotMatch(page.text, /Submit business details/)
    await browser.post('/settings/extension/activate', there)
    const told = world.events().map(({ type, livemode }) => [type, livemode])
    assert.deepEqual(told, [
      ['account.updated', 0],
      ['account.updated', 1],
    ])
    const account = await world.stripe('sk_live_young').accounts.retrieveCurrent()
    assert.equal(account.charges_enabled, true)
  })
})
