import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ASKS_BANK, DECLINES, withCard } from '../../../test/worlds/checkout.js'
import { portalWorld } from '../../../test/worlds/portal.js'
import { idOrNull } from '../../objects/reference.js'

describe('a card added in the portal', () => {
  const MASTERCARD = '5555 5555 5555 4444'

  it('is charged from then on, also for plans that named another', async (t) => {
    const { visit, browser, stripe, subscription, customer } = await portalWorld(t)
    const { invoice_settings } = (await stripe.customers.retrieve(customer)) as never as {
      invoice_settings: { default_payment_method: string }
    }
    await stripe.subscriptions.update(subscription, {
      default_payment_method: invoice_settings.default_payment_method,
    })
    const { url } = await visit()
    await browser.open(`${url.pathname}/card`)
    const home = await browser.press('Save card', withCard(MASTERCARD))

    assert.match(home.text, /Your card was saved\./)
    assert.match(home.text, /Charged to Mastercard •••• 4444/)
    const { default_payment_method } = await stripe.subscriptions.retrieve(subscription)
    const method = await stripe.paymentMethods.retrieve(idOrNull(default_payment_method) ?? '')
    assert.equal(method.card?.last4, '4444')
    const usual = await browser.press('Make default')
    assert.match(usual.text, /Visa •••• 4242 is your default now/)
    const removed = await browser.press('Remove', { action: 'remove' })
    assert.match(removed.text, /Mastercard •••• 4444 was removed/)
  })

  it('keeps what was typed, but for the card, when it isn’t good', async (t) => {
    const { visit, browser, stripe, customer } = await portalWorld(t)
    const { url } = await visit()
    await browser.open(`${url.pathname}/card`)
    const empty = await browser.press('Save card')
    assert.match(empty.text, /Enter your card number\./)
    const wrong = await browser.press('Save card', withCard('4242 4242 4242 4241'))
    assert.match(wrong.text, /card number is incorrect/i)
    const declined = await browser.press('Save card', withCard(DECLINES))
    assert.equal(declined.status, 400)
    assert.match(declined.html, /value="Jenny Rosen"/)
    assert.doesNotMatch(declined.html, /9995/)
    const { data } = await stripe.customers.listPaymentMethods(customer)
    assert.equal(data.length, 1)
  })

  it('goes through the payer’s bank where it asks', async (t) => {
    const { visit, browser } = await portalWorld(t)
    const { url } = await visit()
    await browser.open(`${url.pathname}/card`)
    await browser.press('Save card', withCard(ASKS_BANK))
    const failed = await browser.press('Fail authentication')
    assert.match(failed.text, /could not confirm that it was you\. Nothing was saved/)
    await browser.press('Save card', withCard(ASKS_BANK))
    const home = await browser.press('Complete authentication')
    assert.match(home.text, /Your card was saved\./)
    assert.match(home.text, /Visa •••• 3184 Default/)
  })
})

describe('billing details in the portal', () => {
  it('change as far as the configuration allows', async (t) => {
    const { visit, browser, stripe, customer } = await portalWorld(t)
    const { url } = await visit()
    await browser.open(`${url.pathname}/details`)
    assert.doesNotMatch(browser.page.text, /Telephone|Deliver to/)
    const home = await browser.press('Save', {
      ...{ name: 'Ida Nørgaard', email: 'ida@studio.test', phone: '+4512345678' },
      ...{ address_line1: 'Vesterbrogade 12', address_city: 'København' },
      ...{ address_postal_code: '1620', address_country: 'DK' },
    })
    assert.match(home.text, /Ida Nørgaard .* Vesterbrogade 12 1620 København Denmark/)
    const after = await stripe.customers.retrieve(customer)
    assert.ok(!after.deleted)
    assert.deepEqual([after.email, after.phone], ['ida@studio.test', null])
    assert.equal(after.address?.country, 'DK')
  })

  it('hold tax IDs, each of its type', async (t) => {
    const { browser, stripe, customer } = await portalWorld(t)
    const session = await stripe.billingPortal.sessions.create({ customer })
    const details = () => browser.open(`${session.url}/details`)
    await details()
    await browser.press('Save', { tax_id_type: 'eu_vat', tax_id_value: 'DE123456789' })
    const kept = await stripe.customers.listTaxIds(customer)
    assert.deepEqual(
      kept.data.map(({ type, value }) => [type, value]),
      [['eu_vat', 'DE123456789']],
    )
    assert.match((await details()).text, /Remove EU VAT DE123456789/)
    await browser.press('Save', { [`remove_${kept.data[0]?.id}`]: 'yes' })
    assert.equal((await stripe.customers.listTaxIds(customer)).data.length, 0)
    await details()
    const wrong = await browser.press('Save', { tax_id_type: 'none', tax_id_value: '1' })
    assert.equal(wrong.status, 400)
    assert.match(wrong.text, /Invalid type/)
  })

  it('are refused beside the field, and keep what was typed', async (t) => {
    const { visit, browser } = await portalWorld(t)
    const { url } = await visit()
    await browser.open(`${url.pathname}/details`)
    const refused = await browser.press('Save', { name: 'Ida N.', email: 'nobody' })
    assert.equal(refused.status, 400)
    assert.match(refused.text, /Email Invalid email address: nobody/)
    assert.match(refused.html, /value="Ida N\."/)
  })
})
