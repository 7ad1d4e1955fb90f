/** How a saved payment method is called: `Visa •••• 4242`. */
import type Stripe from 'stripe'

const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
}

export function methodWords(method: Stripe.PaymentMethod): string {
  const { card, us_bank_account, sepa_debit, type } = method
  if (card) return `${BRANDS[card.brand] ?? 'Card'} •••• ${card.last4}`
  const last4 = us_bank_account?.last4 ?? sepa_debit?.last4
  return last4 ? `Bank account •••• ${last4}` : capitalised(type.replaceAll('_', ' '))
}

/** `Expires 04 / 2030`; nothing for what doesn't. */
export function expiryWords({ card }: Stripe.PaymentMethod): string | undefined {
  return card && `Expires ${String(card.exp_month).padStart(2, '0')} / ${card.exp_year}`
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
