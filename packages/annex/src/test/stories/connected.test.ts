/** What a connection lets an application do, until either side ends it (oauth.md 10.2, 18 to 21). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { authorizePath, consent, oauthWorld, signedInBrowser } from '../worlds/oauth.js'

async function connected(parameters: Record<string, string> = {}) {
  const world = await oauthWorld()
  const mode = parameters.client_id?.includes('live') ? 'live' : 'test'
  const stripe = world.stripe(`sk_${mode}_ledgerline`)
  const code = await consent(world, parameters)
  const token = await stripe.oauth.token({ grant_type: 'authorization_code', code })
  return { world, stripe, asToken: world.stripe(token.access_token ?? '') }
}

const harbour = { stripeAccount: 'acct_harbour' }
const refused = { statusCode: 403, code: 'account_invalid' }
const application = { client_id: 'ca_test_ledgerline', stripe_user_id: 'acct_harbour' }

describe('a connected application', () => {
  it('reads the account by header and by token, and changes nothing when it may only see', async () => {
    const { world, stripe, asToken } = await connected()
    const ada = await world.stripe('sk_test_harbour').customers.create({ email: 'ada@shop.test' })
    assert.equal((await stripe.customers.retrieve(ada.id, {}, harbour)).id, ada.id)
    assert.equal((await asToken.customers.list()).data[0]?.id, ada.id)
    const readOnly = { statusCode: 403 }
    await assert.rejects(stripe.customers.create({}, harbour), readOnly)
    await assert.rejects(asToken.customers.del(ada.id), readOnly)
  })

  it('changes things when it was allowed to', async () => {
    const { stripe, asToken } = await connected({ scope: 'read_write' })
    assert.match((await stripe.customers.create({}, harbour)).id, /^cus_/)
    assert.match((await asToken.customers.create({})).id, /^cus_/)
  })

  it('reaches nobody else, and no live data from test mode', async () => {
    const { world, stripe } = await connected()
    world.account('other')
    for (const stripeAccount of ['acct_other', 'acct_nobody']) {
      await assert.rejects(stripe.customers.list({}, { stripeAccount }), refused)
    }
    await assert.rejects(world.stripe('sk_live_ledgerline').customers.list({}, harbour), refused)
  })

  it('reaches test data with a live connection', async () => {
    const { world, stripe } = await connected({ client_id: 'ca_live_ledgerline' })
    await stripe.customers.list({}, harbour)
    await world.stripe('sk_test_ledgerline').customers.list({}, harbour)
  })

  it('is cut off at once when it disconnects itself', async () => {
    const { stripe, asToken } = await connected()
    await stripe.oauth.deauthorize(application)
    await assert.rejects(stripe.customers.list({}, harbour), refused)
    await assert.rejects(asToken.customers.list(), {
      ...{ statusCode: 401, code: 'platform_api_key_expired' },
    })
  })

  it('is cut off at once when the account’s owner disconnects it, and hears of it', async () => {
    const { world, stripe, asToken } = await connected()
    const browser = await signedInBrowser(world)
    const list = await browser.open('/settings/applications')
    assert.match(list.text, /ledgerline app.*Read only.*Test/)
    const link = /href="(\/settings\/applications\/[^"/]+)"/.exec(list.html)?.[1] ?? ''
    const detail = await browser.open(link)
    assert.match(detail.text, /Connected.*see, but not change/)
    assert.match(detail.text, /can’t read or change anything/)
    const after = await browser.press('Disconnect')
    assert.match(after.text, /ledgerline app is disconnected/)
    assert.match(after.text, /No application is connected/)
    assert.match(after.text, /Somebody of this account disconnected it/)

    await assert.rejects(stripe.customers.list({}, harbour), refused)
    await assert.rejects(asToken.customers.list(), { code: 'platform_api_key_expired' })
    assert.deepEqual(
      world
        .events()
        .filter(({ type }) => type.startsWith('account.application'))
        .at(-1)?.application,
      'app_ledgerline',
    )
    assert.match((await browser.open(link)).text, /can’t reach your account any more/)
  })

  it('shows to its own account alone, and asks an administrator before it ends', async () => {
    const { world } = await connected()
    world.account('other')
    world.member('olga', { acct_other: 'administrator' })
    world.member('vera', { acct_harbour: 'viewer' })
    const id = world.store.get<{ id: string }>('select id from grants')?.id ?? ''
    const olga = await signedInBrowser(world, 'olga')
    const list = await olga.open('/settings/applications')
    assert.match(list.text, /No application is connected/)
    const [, form_token = ''] = /name="form_token" value="([^"]+)"/.exec(list.html) ?? []
    assert.equal((await olga.open(`/settings/applications/${id}`)).status, 404)
    const ending = await olga.post(`/settings/applications/${id}/disconnect`, { form_token })
    assert.equal(ending.status, 404)

    const vera = await signedInBrowser(world, 'vera')
    await vera.open(`/settings/applications/${id}`)
    assert.equal((await vera.press('Disconnect')).status, 403)
    assert.equal(
      world.store.get<{ revoked_at: null }>('select revoked_at from grants')?.revoked_at,
      null,
    )
  })

  it('is cut off when its code is used twice', async () => {
    const world = await oauthWorld()
    const stripe = world.stripe('sk_test_ledgerline')
    const code = await consent(world)
    await stripe.oauth.token({ grant_type: 'authorization_code', code })
    await stripe.customers.list({}, harbour)
    const twice = stripe.oauth.token({ grant_type: 'authorization_code', code })
    await assert.rejects(twice, { rawType: 'invalid_grant' })
    await assert.rejects(stripe.customers.list({}, harbour), refused)
  })

  it('can be connected again', async () => {
    const { world, stripe } = await connected()
    await stripe.oauth.deauthorize(application)
    const browser = await signedInBrowser(world)
    await browser.open(authorizePath())
    const page = await browser.press('Connect account')
    const code = new URL(page.headers.get('location') ?? '').searchParams.get('code') ?? ''
    await stripe.oauth.token({ grant_type: 'authorization_code', code })
    await stripe.customers.list({}, harbour)
  })
})
