/** Who pays: what they typed, and the customer it is kept under. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { addressFrom } from '../address.js'
import { createCustomer } from '../customer/create-customer.js'
import type { MethodData } from '../payment-method/new-payment-method.js'
import { idOrNull } from '../reference.js'
import { newTaxId, type TaxIdInput } from '../tax-id/new-tax-id.js'
import { answeredFields } from './custom-fields.js'
import { change, type Kept, type Session } from './kept.js'

interface Shipping {
  readonly name: string
  readonly address: Stripe.AddressParam
}

export interface Payer {
  readonly email: string | null
  readonly name: string | null
  readonly address?: Stripe.AddressParam
  readonly phone?: string
  /** Where the goods go. */
  readonly shipping?: Shipping
  readonly businessName?: string
  readonly individualName?: string
  readonly taxId?: TaxIdInput
  /** What was answered to the seller's own questions, by their keys. */
  readonly answers?: Readonly<Record<string, string>>
  readonly consent?: Stripe.Checkout.Session.Consent
  /** To be offered how they pay the next time. */
  readonly save?: boolean
  /** How they pay, or the id of that; left out where nothing has to be paid or saved. */
  readonly method?: MethodData | string
}

/** The session with its payer: noted on it, and kept as a customer where the session makes one. */
export function withPayer(session: Kept, payer: Payer, work: UnitOfWork): Kept {
  const customer = customerFor(session, payer, work)
  if (customer && payer.taxId) keepTaxId(customer.id, payer.taxId, work)
  const tax_exempt = customer?.tax_exempt ?? 'none'
  const email = session.customer_details?.email ?? payer.email
  return change(
    session,
    {
      customer: customer?.id ?? null,
      customer_details: {
        address: addressFrom(payer.address),
        business_name: payer.businessName ?? null,
        email,
        individual_name: payer.individualName ?? null,
        ...{ name: payer.name, phone: payer.phone ?? null, tax_exempt },
        tax_ids: payer.taxId ? [{ type: payer.taxId.type, value: payer.taxId.value }] : [],
      },
      ...collected(session, payer),
    },
    work,
  )
}

/** What the page has asked beside who pays and how. */
function collected(
  { custom_fields }: Kept,
  { answers, consent, shipping, businessName, individualName }: Payer,
): Partial<Session> {
  const names = [businessName, individualName].some((name) => name !== undefined)
  return {
    ...(answers && { custom_fields: answeredFields(custom_fields, answers) }),
    ...(consent && { consent }),
    ...((shipping ?? names) && {
      collected_information: {
        business_name: businessName ?? null,
        individual_name: individualName ?? null,
        shipping_details: shipping
          ? { name: shipping.name, address: addressFrom(shipping.address) }
          : null,
      },
    }),
  }
}

/** An earlier try may have kept it already. */
function keepTaxId(customer: string, { type, value }: TaxIdInput, work: UnitOfWork): void {
  const held = work.list('tax_id', { customer })
  if (held.some((one) => one.type === type && one.value === value)) return
  newTaxId({ type, value }, { customer }, work)
}

function customerFor(session: Kept, payer: Payer, work: UnitOfWork): Stripe.Customer | undefined {
  const known = idOrNull(session.customer)
  if (known !== null) return broughtUpToDate(work.get('customer', known), session, payer, work)
  if (!makesCustomer(session)) return undefined
  return createCustomer(
    {
      ...(payer.email !== null && { email: session.customer_email ?? payer.email }),
      ...(payer.name !== null && { name: payer.name }),
      ...(payer.address && { address: payer.address }),
      ...(payer.phone && { phone: payer.phone }),
      ...(payer.shipping && { shipping: payer.shipping }),
      ...(payer.businessName && { business_name: payer.businessName }),
      ...(payer.individualName && { individual_name: payer.individualName }),
    },
    work,
  )
}

function makesCustomer({ customer_creation, mode, invoice_creation }: Kept): boolean {
  return (
    customer_creation === 'always' || mode === 'subscription' || invoice_creation?.enabled === true
  )
}

/** A customer without an address for mail gets one; the rest changes only where the seller said so. */
function broughtUpToDate(
  customer: Stripe.Customer,
  { kept, customer_creation }: Kept,
  { email, name, address, phone, shipping, businessName, individualName }: Payer,
  work: UnitOfWork,
): Stripe.Customer {
  const { customer_update } = kept.terms
  // One that an earlier try in this session made is still being filled in.
  const isOurs = customer_creation !== null
  const named = isOurs || customer_update?.name === 'auto'
  return work.update('customer', customer.id, {
    ...(email !== null && (isOurs || customer.email === null) && { email }),
    ...(name !== null && named && { name }),
    ...(businessName && named && { business_name: businessName }),
    ...(individualName && named && { individual_name: individualName }),
    ...(phone && { phone }),
    ...(shipping &&
      (isOurs || customer_update?.shipping === 'auto') && {
        shipping: shippingOf(shipping, phone),
      }),
    ...(address &&
      (isOurs || customer_update?.address === 'auto') && { address: addressFrom(address) }),
  })
}

function shippingOf({ name, address }: Shipping, phone = ''): Stripe.Customer['shipping'] {
  return { name, address: addressFrom(address), ...(phone && { phone }) }
}
