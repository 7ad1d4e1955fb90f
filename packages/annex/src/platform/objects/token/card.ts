/** The older shape of a card, as tokens and sources show it. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { TypedCard } from '../card/input.js'
import { shownOf, type ShownCard } from '../card/known.js'
import { fingerprintOf } from '../card/numbers.js'

/** Brands as this shape writes them. */
const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'MasterCard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

/** @param more name and address, where they were given */
export function tokenCard(
  typed: TypedCard,
  work: UnitOfWork,
  more: Partial<Stripe.Card> = {},
): Stripe.Card {
  const { brand, country, funding, last4 } = shownOf(typed.test)
  return {
    id: work.newId('card'),
    object: 'card',
    address_city: null,
    address_country: null,
    address_line1: null,
    address_line1_check: more.address_line1 ? 'unchecked' : null,
    address_line2: null,
    address_state: null,
    address_zip: null,
    address_zip_check: more.address_zip ? 'unchecked' : null,
    brand: BRANDS[brand] ?? brand,
    country,
    cvc_check: typed.cvc ? 'unchecked' : null,
    dynamic_last4: null,
    exp_month: typed.exp_month,
    exp_year: typed.exp_year,
    fingerprint: fingerprintOf(typed.test.number, work.caller.account),
    funding,
    last4,
    metadata: {},
    name: null,
    networks: { preferred: null },
    regulated_status: 'unregulated',
    tokenization_method: null,
    ...more,
  }
}

/** The same card as a payment method would show it. */
export function shownByToken(card: Stripe.Card): ShownCard {
  const brand = Object.keys(BRANDS).find((name) => BRANDS[name] === card.brand) ?? card.brand
  return { brand, country: card.country, funding: card.funding, last4: card.last4 }
}
