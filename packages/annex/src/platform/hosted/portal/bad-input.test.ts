/** Whatever somebody with a link sends to the portal or an invoice, nothing breaks. */
import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { createLog } from '../../../core/log.js'
import { portalWorld } from '../../../test/worlds/portal.js'
import { pages } from './pages.js'

const SEED = Number(process.env['BAD_INPUT_SEED'] ?? 20261124)

const NAMES = [
  ...['price', 'quantity', 'promotion_code', 'at', 'reason', 'comment', 'action', 'what'],
  ...['card_number', 'card_expiry', 'card_cvc', 'card_name', 'country', 'postal_code'],
  ...['name', 'email', 'phone', 'address_line1', 'address_country', 'tax_id_type', 'tax_id_value'],
  ...['setup_intent', 'redirect_status', 'invoices', '__proto__', 'constructor'],
]

const values = (known: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...known, '', '0', '-1', '1e9', 'true', '4242424242424242', '12/34', '123'),
    fc.string({ maxLength: 30, unit: 'binary' }),
    fc.constant('x'.repeat(6000)),
  )

describe('the portal and invoices, sent senseless things', () => {
  it(`answer each with less than a 500 (seed ${SEED})`, async (t) => {
    const bugs: string[] = []
    const stream = new Writable({
      write(chunk, _encoding, done) {
        bugs.push(String(chunk))
        done()
      },
    })
    const log = createLog('error', 'platform', stream)
    const { platform, open, subscription, monthly, large, stripe, customer } = await portalWorld(
      t,
      {},
      { log },
    )
    const draft = await stripe.invoices.create({ customer })
    await stripe.invoiceItems.create({
      ...{ customer, invoice: draft.id, amount: 4500, currency: 'usd' },
    })
    const { hosted_invoice_url } = await stripe.invoices.finalizeInvoice(draft.id)
    const { data } = await stripe.customers.listPaymentMethods(customer)
    const base = (await open()).url
    const paths = pages.map(({ method, path }) => ({ method, address: base + path }))
    const known = [monthly, large, subscription, data[0]?.id ?? '', 'use', 'remove', 'none']
    const statuses = new Map<number, number>()

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths, { method: 'POST', address: hosted_invoice_url ?? '' }),
        fc.constantFrom(...known),
        fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), values(known)), {
          ...{ selector: ([name]) => name, maxLength: 8 },
        }),
        async ({ method, address }, id, fields) => {
          const url = address.replace(/:\w+$|:\w+(?=\/)/, id)
          const form = new URLSearchParams(fields)
          const request =
            method === 'GET'
              ? new Request(`${url}?${form.toString()}`)
              : new Request(url, { method: 'POST', body: form })
          const { status } = await platform.fetch(request)
          assert.ok(status < 500, `${method} ${url} ${form.toString()}: ${bugs.at(-1)}`)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        },
      ),
      { numRuns: 600, seed: SEED, endOnFailure: true },
    )
    assert.deepEqual(bugs, [])
    for (const status of [200, 303, 400]) assert.ok(statuses.has(status), `never a ${status}`)
  })
})
