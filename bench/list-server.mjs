/**
 * Lists as fast as this machine allows, for measuring whoever reads them: a process of its own, whose pages are put
 * together from text. `BENCH_OBJECTS` of each kind, one every seven seconds back from now; `BENCH_DELAY_MS` before
 * each answer. Account `acct_<n>` has the same lists as any other.
 */
import { createServer } from 'node:http'

const objects = Number(process.env.BENCH_OBJECTS ?? 10_000)
const delayMs = Number(process.env.BENCH_DELAY_MS ?? 0)
const NEWEST = 1_790_000_000
const STEP = 7

/** By path and cursor: how often a page was asked for, and when. */
const asked = new Map()
let requests = 0

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost')
  if (url.pathname === '/requests') return say(response, JSON.stringify(count(url)))
  requests++
  const account = String(request.headers['stripe-account'] ?? '')
  const key = `${account} ${request.url}`
  asked.set(key, (asked.get(key) ?? 0) + 1)
  const text = pageOf(url)
  if (delayMs > 0) setTimeout(() => say(response, text), delayMs)
  else say(response, text)
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.on('SIGTERM', () => process.exit(0))

/** Since it was asked with `forget`. */
function count(url) {
  const twice = [...asked.values()].filter((times) => times > 1).length
  const answer = { requests, twice }
  if (url.searchParams.has('forget')) {
    asked.clear()
    requests = 0
  }
  return answer
}

function say(response, text) {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(text)
}

function pageOf(url) {
  const name = url.pathname.split('/')[2]
  const kind = KINDS[name]
  const { searchParams } = url
  const limit = Number(searchParams.get('limit') ?? 10)
  const after = searchParams.get('starting_after')
  const before = Number(searchParams.get('created[lt]') ?? NEWEST + 1)
  const from = Number(searchParams.get('created[gte]') ?? 0)
  const first = Math.max(
    after === null ? 0 : Number(after.split('_').at(-1)) + 1,
    Math.floor((NEWEST - before) / STEP) + 1,
  )
  const end = Math.min(kind ? objects : 0, Math.floor((NEWEST - from) / STEP) + 1)
  const data = []
  for (let n = first; n < Math.min(first + limit, end); n++) data.push(kind(n, NEWEST - n * STEP))
  const more = first + limit < end
  return `{"object":"list","url":"/v1/${name}","has_more":${more},"data":[${data.join()}]}`
}

const ADDRESS =
  '{"city":"Rotterdam","country":"NL","line1":"Wijnhaven 107","line2":null,"postal_code":"3011 WN","state":null}'

/** With Stripe's fields, and as long as its own. */
const KINDS = {
  charges: (n, created) =>
    `{"id":"ch_${n}","object":"charge","amount":${1000 + (n % 977)},"amount_captured":${1000 + (n % 977)},` +
    `"amount_refunded":0,"application":null,"application_fee":null,"application_fee_amount":null,` +
    `"balance_transaction":"txn_${n}","billing_details":{"address":${ADDRESS},` +
    `"email":"customer.${n}@example.test","name":"Customer ${n}","phone":null,"tax_id":null},` +
    `"calculated_statement_descriptor":"HARBOUR","captured":true,"created":${created},"currency":"eur",` +
    `"customer":"cus_${n}","description":"Order ${n}","disputed":false,"failure_balance_transaction":null,` +
    `"failure_code":null,"failure_message":null,"fraud_details":{},"livemode":false,` +
    `"metadata":{"order":"${n}","channel":"web"},"on_behalf_of":null,"outcome":{"advice_code":null,` +
    `"network_advice_code":null,"network_decline_code":null,"network_status":"approved_by_network",` +
    `"reason":null,"risk_level":"normal","risk_score":${n % 64},"seller_message":"Payment complete.",` +
    `"type":"authorized"},"paid":true,"payment_intent":"pi_${n}","payment_method":"pm_${n}",` +
    `"payment_method_details":{"card":{"amount_authorized":${1000 + (n % 977)},"authorization_code":"${n}",` +
    `"brand":"visa","checks":{"address_line1_check":"pass","address_postal_code_check":"pass","cvc_check":"pass"},` +
    `"country":"NL","exp_month":${(n % 12) + 1},"exp_year":2031,"extended_authorization":{"status":"disabled"},` +
    `"fingerprint":"fp_${n}","funding":"credit","incremental_authorization":{"status":"unavailable"},` +
    `"installments":null,"last4":"4242","mandate":null,"multicapture":{"status":"unavailable"},` +
    `"network":"visa","network_token":{"used":false},"network_transaction_id":"mca_${n}",` +
    `"overcapture":{"maximum_amount_capturable":${1000 + (n % 977)},"status":"unavailable"},` +
    `"regulated_status":"unregulated","three_d_secure":null,"wallet":null},"type":"card"},` +
    `"radar_options":{},"receipt_email":null,"receipt_number":null,` +
    `"receipt_url":"https://pay.stripe.com/receipts/payment/${n}","refunded":false,"review":null,` +
    `"shipping":{"address":${ADDRESS},"carrier":null,"name":"Customer ${n}","phone":null,"tracking_number":null},` +
    `"source":null,"source_transfer":null,"statement_descriptor":null,"statement_descriptor_suffix":null,` +
    `"status":"succeeded","transfer_data":null,"transfer_group":null}`,
  customers: (n, created) =>
    `{"id":"cus_${n}","object":"customer","address":${ADDRESS},"balance":0,"created":${created},` +
    `"currency":"eur","default_source":null,"delinquent":false,"description":"Customer number ${n}",` +
    `"discount":null,"email":"customer.${n}@example.test","invoice_prefix":"P${n}","invoice_settings":` +
    `{"custom_fields":null,"default_payment_method":null,"footer":null,"rendering_options":null},` +
    `"livemode":false,"metadata":{"crm":"${n}"},"name":"Customer ${n}","next_invoice_sequence":4,` +
    `"phone":null,"preferred_locales":["nl"],"shipping":{"address":${ADDRESS},"name":"Customer ${n}",` +
    `"phone":null},"tax_exempt":"none","test_clock":null}`,
}
