/** Customers: who pays, and how they like to. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { attach } from '../payment-method/attach.js'
import { methodNamed } from '../payment-method/resolve.js'
import { idOrNull } from '../reference.js'
import { discountAfter, dropDiscount, type DiscountParams } from './discount.js'
import { lifecycle } from './lifecycle.js'
import { invalidEmail, notTheCustomersMethod } from './refusals.js'
import { addSource } from '../source/add.js'
import { sourcesOf } from '../source/kept.js'
import { sourceOperations } from '../source/operations.js'
import { notTheCustomersSource } from '../source/refusals.js'
import { removeSource } from '../source/remove.js'
import { newTaxId } from '../tax-id/new-tax-id.js'

type Customer = Stripe.Customer
type CreateParams = Stripe.CustomerCreateParams
type UpdateParams = Stripe.CustomerUpdateParams
type Settings = Stripe.Customer.InvoiceSettings

export const customer: Behaviour<'customer'> = {
  kind: 'customer',
  lifecycle,
  check(params: UpdateParams, work, before) {
    const method = params.invoice_settings?.default_payment_method
    if (method && before) checkOwned(method, before.id, work)
    if (params.email) checkEmail(params.email)
    if (params.default_source && before) checkSource(params.default_source, before.id, work)
  },
  defaults: (params: CreateParams, work) => ({
    balance: params.balance ?? 0,
    default_source: null,
    delinquent: false,
    invoice_prefix: params.invoice_prefix ?? randomText(8, work.random).toUpperCase(),
    invoice_settings: settingsAfter(params.invoice_settings, NO_SETTINGS),
    next_invoice_sequence: params.next_invoice_sequence ?? 1,
    preferred_locales: params.preferred_locales ?? [],
    tax_exempt: params.tax_exempt || 'none',
  }),
  afterCreate(customer, params: CreateParams & DiscountParams, work) {
    for (const [index, data] of (params.tax_id_data ?? []).entries()) {
      newTaxId(data, { customer: customer.id, param: `tax_id_data[${index}]` }, work)
    }
    const discount = discountAfter(params, customer, work)
    if (discount.discount) work.update('customer', customer.id, discount)
    return saveCard(customer, params, work)
  },
  changes: (params: UpdateParams & DiscountParams, before, work) => ({
    ...discountAfter(params, before, work),
    ...(params.source && { default_source: replaceDefault(before, params.source, work) }),
    ...(params.invoice_settings && {
      invoice_settings: settingsAfter(params.invoice_settings, before.invoice_settings),
    }),
  }),
  operations: {
    ...sourceOperations,
    'DELETE /v1/customers/{id}/discount': ({ id = '' }, _params, work) =>
      dropDiscount(work.get('customer', id), work),
  },
  beforeRemove(customer, work) {
    for (const { id } of work.list('tax_id', { customer: customer.id })) work.remove('tax_id', id)
    for (const source of sourcesOf(customer.id, work)) {
      if (source.object !== 'source') work.remove(source.object, source.id)
    }
    for (const method of work.list('payment_method', { customer: customer.id })) {
      // Silently, as Stripe does it: the customer's deletion is the news.
      work.remove('payment_method', method.id)
    }
  },
}

/** `payment_method` saves one, `source` also makes it what old-style charges use. */
function saveCard(customer: Customer, params: CreateParams, work: UnitOfWork): Customer {
  if (params.payment_method !== undefined) {
    const method = methodNamed(params.payment_method, work, 'payment_method')
    attach(method, { customer: customer.id }, work)
  }
  if (params.source === undefined) return work.get('customer', customer.id)
  addSource(customer.id, { source: params.source }, work)
  return work.get('customer', customer.id)
}

function settingsAfter(given: UpdateParams['invoice_settings'] = {}, before: Settings): Settings {
  const { custom_fields, default_payment_method, footer, rendering_options } = given
  return {
    custom_fields: custom_fields === undefined ? before.custom_fields : custom_fields || null,
    default_payment_method:
      default_payment_method === undefined
        ? before.default_payment_method
        : default_payment_method || null,
    footer: footer === undefined ? before.footer : footer || null,
    rendering_options: renderingAfter(rendering_options, before.rendering_options),
  }
}

function renderingAfter(
  given: NonNullable<UpdateParams['invoice_settings']>['rendering_options'],
  before: Settings['rendering_options'],
): Settings['rendering_options'] {
  if (given === undefined) return before
  if (!given) return null
  return { amount_tax_display: given.amount_tax_display || null, template: given.template ?? null }
}

// A new source takes the place of the default one, which is given up.
function replaceDefault(before: Customer, token: string, work: UnitOfWork): string {
  const old = idOrNull(before.default_source)
  const { id } = addSource(before.id, { source: token }, work)
  if (old !== null) removeSource(before.id, old, work)
  return id
}

function checkEmail(email: string): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw invalidEmail(email)
}

function checkSource(id: string, customer: string, work: UnitOfWork): void {
  if (!sourcesOf(customer, work).some((source) => source.id === id)) throw notTheCustomersSource(id)
}

function checkOwned(methodId: string, customerId: string, work: UnitOfWork): void {
  const param = 'invoice_settings[default_payment_method]'
  const method = work.get('payment_method', methodId, param)
  if (idOrNull(method.customer) !== customerId) throw notTheCustomersMethod(methodId, param)
}

const NO_SETTINGS: Settings = {
  custom_fields: null,
  default_payment_method: null,
  footer: null,
  rendering_options: null,
}
