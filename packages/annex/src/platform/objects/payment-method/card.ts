/** The card inside a payment method, from what was typed or from a test token. */
import type Stripe from 'stripe'
import { uncheckedChecks } from '../card/checks.js'
import { shownOf } from '../card/known.js'
import { fingerprintOf } from '../card/numbers.js'
import type { TypedCard } from '../card/input.js'

type Card = Stripe.PaymentMethod.Card

export interface CardHolder {
  readonly account: string
  readonly address: Stripe.Address | null
}

export function cardOf(typed: TypedCard, { account, address }: CardHolder): Card {
  const shown = shownOf(typed.test)
  const given = {
    cvc: typed.cvc,
    line1: (address?.line1 ?? null) !== null,
    postal_code: (address?.postal_code ?? null) !== null,
  }
  return {
    ...shown,
    checks: uncheckedChecks(given),
    display_brand: shown.brand,
    exp_month: typed.exp_month,
    exp_year: typed.exp_year,
    fingerprint: fingerprintOf(typed.test.number, account),
    generated_from: null,
    networks: { available: [shown.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: shown.brand !== 'amex' },
    wallet: null,
  }
}
