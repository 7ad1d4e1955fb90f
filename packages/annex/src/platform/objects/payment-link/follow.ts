/** Somebody follows a payment link: opens a session of their own. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { CreateParams as SessionParams } from '../checkout-session/kept.js'
import { openSession } from '../checkout-session/open-session.js'
import { idOf, idOrNull } from '../reference.js'
import { isRecurring } from './check.js'
import { linesOf, type PaymentLink } from './kept.js'
import { linkInactive } from './refusals.js'

/** What the address may say about the visitor: `?client_reference_id=…`. */
export interface Visit {
  readonly client_reference_id?: string
  readonly customer_email?: string
}

/** @throws Refusal when the link sells no more */
export function follow(link: PaymentLink, visit: Visit, work: UnitOfWork): Stripe.Checkout.Session {
  if (!isOpen(link)) throw linkInactive()
  const lines = linesOf(link, work)
  const { redirect, hosted_confirmation } = link.after_completion
  return openSession(
    {
      ...visit,
      ...(isRecurring(lines, work) ? ofSubscription(link) : ofPayment(link)),
      ...common(link),
      ...(redirect && { success_url: redirect.url }),
    },
    {
      // The same things, each sale with lines of its own.
      lines: lines.map((line) => ({ ...line, id: work.newId('item') })),
      payment_link: link.id,
      confirmation: hosted_confirmation?.custom_message ?? null,
    },
    work,
  )
}

export function isOpen({ active, restrictions }: PaymentLink): boolean {
  const { count = 0, limit } = restrictions?.completed_sessions ?? {}
  return active && (limit === undefined || count < limit)
}

function common(link: PaymentLink): SessionParams {
  const { allow_promotion_codes, automatic_tax, billing_address_collection, metadata } = link
  const { payment_method_types: types } = link
  return {
    ...(allow_promotion_codes && { allow_promotion_codes }),
    ...(types && { allowed_payment_method_types: types }),
    automatic_tax: { enabled: automatic_tax.enabled },
    billing_address_collection,
    ...asked(link),
    currency: link.currency,
    custom_text: filled(link.custom_text),
    metadata,
    submit_type: link.submit_type,
  }
}

function ofPayment(link: PaymentLink): SessionParams {
  const { application_fee_amount: fee, transfer_data, customer_creation } = link
  const on_behalf_of = idOrNull(link.on_behalf_of)
  return {
    mode: 'payment',
    customer_creation,
    shipping_options: link.shipping_options.map(({ shipping_rate }) => ({
      shipping_rate: idOf(shipping_rate),
    })),
    ...(link.invoice_creation?.enabled && asParams({ invoice_creation: link.invoice_creation })),
    payment_intent_data: {
      ...filled(link.payment_intent_data ?? {}),
      ...(fee !== null && { application_fee_amount: fee }),
      ...(on_behalf_of !== null && { on_behalf_of }),
      ...(transfer_data && {
        transfer_data: { ...filled(transfer_data), destination: idOf(transfer_data.destination) },
      }),
    },
  }
}

function ofSubscription(link: PaymentLink): SessionParams {
  const { application_fee_percent: percent, transfer_data } = link
  const { description, metadata, trial_period_days, trial_settings } = link.subscription_data ?? {}
  return {
    mode: 'subscription',
    payment_method_collection: link.payment_method_collection,
    subscription_data: {
      ...filled({ description, metadata, trial_period_days, trial_settings }),
      ...(percent !== null && { application_fee_percent: percent }),
      ...(transfer_data && { transfer_data: { destination: idOf(transfer_data.destination) } }),
    },
  }
}

/** What else the page is to ask. */
function asked(link: PaymentLink): SessionParams {
  const { consent_collection, custom_fields, shipping_address_collection } = link
  const { phone_number_collection, name_collection, tax_id_collection, optional_items } = link
  return asParams({
    ...{ name_collection, tax_id_collection, optional_items },
    ...{ consent_collection, custom_fields, shipping_address_collection, phone_number_collection },
  })
}

/** Fields that a session takes as its parameters would say them, which know no null. */
function asParams(fields: object): SessionParams {
  return JSON.parse(JSON.stringify(fields, (_, value: unknown) => value ?? undefined))
}

type Filled<T> = { [Name in keyof T]?: NonNullable<T[Name]> }

/** What somebody has said: parameters know no null. */
function filled<T extends object>(fields: T): Filled<T> {
  const said = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(said) as Filled<T>
}
