/** Everything an ephemeral key may be used for, as the mobile SDKs do; and whose each request is. */
import type { SubjectOf } from '../../engine/narrow.js'
import { idOrNull } from '../reference.js'

const inPath =
  (name: string): SubjectOf =>
  ({ path }) =>
    path[name]

/** A list, or an attachment, names the customer itself. */
const asParameter: SubjectOf = ({ params: { customer } }) =>
  typeof customer === 'string' ? customer : undefined

/** What somebody may say of themselves, and nothing that is worth money: a phone is in their hands. */
const SAYABLE = new Set([
  ...['address', 'default_source', 'email', 'expand', 'name', 'phone', 'shipping', 'source'],
])

const changed: SubjectOf = ({ path, params }) =>
  Object.keys(params).every((name) => SAYABLE.has(name)) ? path['id'] : undefined

const ofMethod: SubjectOf = ({ path }, look) =>
  idOrNull(look.find('payment_method', path['payment_method'] ?? '')?.customer)

export const opens: Readonly<Record<string, SubjectOf>> = {
  'GET /v1/customers/{id}': inPath('id'),
  'POST /v1/customers/{id}': changed,
  'GET /v1/customers/{id}/payment_methods': inPath('id'),
  'GET /v1/customers/{customer}/payment_methods/{payment_method}': inPath('customer'),
  'GET /v1/customers/{id}/sources': inPath('id'),
  'POST /v1/customers/{id}/sources': inPath('id'),
  'DELETE /v1/customers/{customer}/sources/{id}': inPath('customer'),
  'GET /v1/payment_methods': asParameter,
  'GET /v1/payment_methods/{payment_method}': ofMethod,
  'POST /v1/payment_methods/{payment_method}': ofMethod,
  'POST /v1/payment_methods/{payment_method}/attach': asParameter,
  'POST /v1/payment_methods/{payment_method}/detach': ofMethod,
  'GET /v1/issuing/cards/{card}': inPath('card'),
  'GET /v1/identity/verification_sessions/{session}': inPath('session'),
}
