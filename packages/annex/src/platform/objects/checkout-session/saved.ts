/** Payment methods that a returning customer has saved: which are shown, and saving another. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import type { CreateParams, Kept, Session } from './kept.js'

/** Shown for everybody but those who only save a card; nothing else is said there. */
export function savedOptions({
  mode,
  saved_payment_method_options: given,
}: CreateParams): Session['saved_payment_method_options'] {
  if (mode === 'setup') return null
  return {
    allow_redisplay_filters: given?.allow_redisplay_filters ?? ['always'],
    payment_method_remove: given?.payment_method_remove ?? 'disabled',
    payment_method_save: given?.payment_method_save ?? null,
  }
}

/** Cards of a customer who was known before, newest first, as far as they may be shown again. */
export function savedMethods(session: Kept, work: UnitOfWork): Stripe.PaymentMethod[] {
  const { customer, customer_creation, payment_method_types: types } = session
  const known = customer_creation === null ? idOrNull(customer) : null
  const filters = session.saved_payment_method_options?.allow_redisplay_filters ?? []
  if (known === null || !types.includes('card')) return []
  return work
    .list('payment_method', { customer: known })
    .filter(({ card, allow_redisplay: shown }) => card && filters.some((one) => one === shown))
}

export function mayRemove({ saved_payment_method_options: options }: Session): boolean {
  return options?.payment_method_remove === 'enabled'
}

/** Whether the payer is asked; there must be a customer to keep it for. */
export function maySave({
  saved_payment_method_options: options,
  customer,
  customer_creation,
  mode,
}: Session): boolean {
  const isKept = customer_creation === 'always' || (customer_creation === null && customer !== null)
  return mode === 'payment' && isKept && options?.payment_method_save === 'enabled'
}
