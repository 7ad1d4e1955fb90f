/** A phase in the words of subscriptions; what it leaves open, its schedule's defaults say. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { DiscountParam } from '../discount/redeem.js'
import { idOf, idOrNull } from '../reference.js'
import { discountsToHave } from './discounts.js'

type Schedule = Stripe.SubscriptionSchedule
type Phase = Stripe.SubscriptionSchedule.Phase

/** What creation and update of a subscription take alike. */
type Terms = Pick<
  Stripe.SubscriptionCreateParams,
  | 'application_fee_percent'
  | 'billing_thresholds'
  | 'collection_method'
  | 'days_until_due'
  | 'default_payment_method'
  | 'description'
  | 'invoice_settings'
  | 'on_behalf_of'
  | 'transfer_data'
>

interface ItemTerms {
  id?: string
  deleted?: boolean
  agreed?: boolean
  discounts?: DiscountParam[]
  billing_thresholds?: Stripe.Emptyable<{ usage_gte: number }>
  metadata?: Stripe.MetadataParam
  price?: string
  quantity?: number
  tax_rates?: string[]
}

export function termsOf(phase: Phase, { default_settings: usual }: Schedule): Terms {
  const method = idOrNull(phase.default_payment_method ?? usual.default_payment_method)
  const collection_method = phase.collection_method ?? usual.collection_method
  const settings = phase.invoice_settings ?? usual.invoice_settings
  const { days_until_due, description, footer, custom_fields } = settings
  const fee = phase.application_fee_percent ?? usual.application_fee_percent
  return {
    ...(collection_method && { collection_method }),
    ...(days_until_due !== null && { days_until_due }),
    ...(method !== null && { default_payment_method: method }),
    ...(fee !== null && { application_fee_percent: fee }),
    ...moneyOf(phase, usual),
    billing_thresholds: thresholdsOf(phase.billing_thresholds ?? usual.billing_thresholds),
    description: phase.description ?? usual.description ?? '',
    invoice_settings: {
      ...(description && { description }),
      ...(footer && { footer }),
      ...(custom_fields && { custom_fields }),
    },
  }
}

function thresholdsOf(limits: Phase['billing_thresholds']): Terms['billing_thresholds'] {
  if (!limits) return ''
  const { amount_gte, reset_billing_cycle_anchor } = limits
  return {
    ...(amount_gte !== null && { amount_gte }),
    reset_billing_cycle_anchor: reset_billing_cycle_anchor ?? false,
  }
}

function moneyOf(phase: Phase, usual: Schedule['default_settings']) {
  const on_behalf_of = idOrNull(phase.on_behalf_of ?? usual.on_behalf_of)
  const transfer = phase.transfer_data ?? usual.transfer_data
  return {
    ...(on_behalf_of !== null && { on_behalf_of }),
    ...(transfer && {
      transfer_data: {
        destination: idOf(transfer.destination),
        ...(transfer.amount_percent !== null && { amount_percent: transfer.amount_percent }),
      },
    }),
  }
}

/** @param held the subscription's items, which go on where the phase has their price */
export function itemTermsOf(
  { items, currency }: Phase,
  customer: string,
  held: readonly Stripe.SubscriptionItem[],
  work: UnitOfWork,
): ItemTerms[] {
  const left = [...held]
  const same = items.map(({ price }) => takeFrom(left, (item) => item.price.id === idOf(price)))
  // An item that gets another price is the same item still: its id is what people know it by.
  const kept = same.map((item) => item ?? left.shift())
  const subscription = held[0]?.subscription ?? null
  const wanted = items.map((item, index): ItemTerms => {
    const before = kept[index]
    const on = { subscription, subscription_item: before?.id ?? null }
    const redemption = { customer, currency, on }
    const had = (before?.discounts ?? []).map(idOf)
    return {
      ...(before && { id: before.id }),
      agreed: true,
      discounts: discountsToHave(item.discounts, had, redemption, work),
      billing_thresholds: item.billing_thresholds?.usage_gte
        ? { usage_gte: item.billing_thresholds.usage_gte }
        : '',
      metadata: item.metadata ?? {},
      price: idOf(item.price),
      ...(item.quantity !== undefined && { quantity: item.quantity }),
      tax_rates: (item.tax_rates ?? []).map(idOf),
    }
  })
  return [...wanted, ...left.map(({ id }) => ({ id, deleted: true }))]
}

function takeFrom<T>(all: T[], isIt: (one: T) => boolean): T | undefined {
  const index = all.findIndex(isIt)
  return index === -1 ? undefined : all.splice(index, 1)[0]
}

/** What is billed once, with the phase's first invoice. */
export function onceTermsOf(
  { add_invoice_items, currency }: Phase,
  {
    customer,
    subscription = null,
  }: { readonly customer: string; readonly subscription?: string | null },
  work: UnitOfWork,
) {
  const redemption = { customer, currency, on: { subscription } }
  return add_invoice_items.map((one) => ({
    agreed: true,
    discountable: one.discountable ?? true,
    discounts: discountsToHave(one.discounts, [], redemption, work),
    metadata: one.metadata ?? {},
    price: idOf(one.price),
    quantity: one.quantity ?? 1,
    tax_rates: (one.tax_rates ?? []).map(idOf),
  }))
}
