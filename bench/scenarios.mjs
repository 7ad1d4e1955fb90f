/** What is asked, as the official client would ask it. */
import { randomUUID } from 'node:crypto'

const CUSTOMER =
  'name=Ada&email=ada%40example.com&metadata[plan]=gold&metadata[index]=7&description=A%20customer'
const INTENT =
  'amount=2000&currency=usd&payment_method=pm_card_visa&confirm=true' +
  '&automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never'

export function scenariosFor({ key, customer }) {
  const authorization = `Bearer ${key}`
  const post = (path, body) => ({
    ...{ path, method: 'POST', body },
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
  })
  const get = (path) => ({ path, headers: { authorization } })
  return [
    { name: 'retrieve', request: get(`/v1/customers/${customer}`) },
    { name: 'list of 100', request: get('/v1/customers?limit=100') },
    { name: 'create customer', request: post('/v1/customers', CUSTOMER) },
    { name: 'create+confirm', request: post('/v1/payment_intents', INTENT) },
  ]
}

/** A write with a key of its own, of the sort every SDK makes: they come in no order. */
export function keyed(request) {
  if (request.method !== 'POST') return request
  const headers = { ...request.headers, 'idempotency-key': `stripe-node-retry-${randomUUID()}` }
  return { ...request, headers }
}
