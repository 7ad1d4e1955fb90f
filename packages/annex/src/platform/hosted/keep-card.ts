/** A typed card becomes a payment method; its number goes nowhere else, least of all into a log. */
import type { Engine } from '../engine/context.js'
import type { UnitOfWork } from '../engine/unit-of-work.js'
import { newPaymentMethod } from '../objects/payment-method/new-payment-method.js'
import { cardFrom, type Typed } from './typed-card.js'

interface Where {
  readonly engine: Engine
  readonly work: UnitOfWork
}

/**
 * @returns the id of the method
 * @throws Refusal when it is no card that exists; nothing is kept then
 */
export function keepCard({ engine, work }: Where, typed: Typed, email: string | null): string {
  return engine.store.transaction(() => {
    return work.insert('payment_method', newPaymentMethod(cardFrom(typed, email), work)).id
  })
}
