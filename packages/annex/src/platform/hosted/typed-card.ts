/** A card as a payer types it into one of our forms, and which field a refusal is about. */
import type { MethodData } from '../objects/payment-method/new-payment-method.js'

/** The fields of a posted form, texts only. */
export type Typed = Readonly<Record<string, string>>

/** What is wrong, by the field it stands beside; '' for the form as a whole. */
export type Faults = Readonly<Record<string, string>>

const REQUIRED: Readonly<Record<string, string>> = {
  card_number: 'Enter your card number.',
  card_expiry: 'Enter the month and year on your card, such as 04 / 30.',
  card_cvc: 'Enter the security code on your card.',
  card_name: 'Enter the name on your card.',
}

/** What must be typed before anybody is asked about the card; empty when all of it is there. */
export function missingFromCard(typed: Typed): Faults {
  const missing = Object.entries(REQUIRED).filter(([name]) => (typed[name] ?? '').trim() === '')
  const expiry = typed['card_expiry'] ?? ''
  const unread = readExpiry(expiry) === undefined
  return {
    ...Object.fromEntries(missing),
    ...(unread && { card_expiry: REQUIRED['card_expiry'] ?? '' }),
  }
}

/** The same words as the API would be told it in. Ask `missingFromCard` first. */
export function cardFrom(typed: Typed, email: string | null): MethodData {
  const expiry = readExpiry(typed['card_expiry'] ?? '')
  const country = typed['country'] || undefined
  const postal_code = typed['postal_code']?.trim() || undefined
  return {
    type: 'card',
    card: {
      number: (typed['card_number'] ?? '').trim(),
      cvc: (typed['card_cvc'] ?? '').trim(),
      ...expiry,
    },
    billing_details: {
      ...{ email, name: typed['card_name']?.trim() || null },
      address: { ...(country && { country }), ...(postal_code && { postal_code }) },
    },
  }
}

/** `04 / 30`, `4/2030` and `0430` alike; undefined for what names no month. */
function readExpiry(text: string): { exp_month: number; exp_year: number } | undefined {
  const plain = text.replaceAll(/\s/g, '')
  const [, month, year] =
    /^(\d{1,2})[/.-](\d{2}|\d{4})$/.exec(plain) ?? /^(\d{2})(\d{2}|\d{4})$/.exec(plain) ?? []
  if (month === undefined || year === undefined) return undefined
  return { exp_month: Number(month), exp_year: Number(year) }
}

/** By the refusal's code, or by its parameter. */
const FIELDS: Readonly<Record<string, string>> = {
  'us_bank_account[account_number]': 'account_number',
  'us_bank_account[routing_number]': 'routing_number',
  'sepa_debit[iban]': 'iban',
  ...{ invalid_number: 'card_number', incorrect_number: 'card_number' },
  ...{ invalid_expiry_month: 'card_expiry', invalid_expiry_year: 'card_expiry' },
  ...{ expired_card: 'card_expiry', invalid_cvc: 'card_cvc', incorrect_cvc: 'card_cvc' },
}

/** A refusal's fields, or an intent's `last_payment_error`. */
export interface Declined {
  readonly type: string
  readonly code?: string
  readonly decline_code?: string
  readonly message?: string
  readonly param?: string
}

/** What a payer is told of a refusal, beside the field they should look at again. */
export function faultsOf(declined: Declined): Faults {
  const { code = '', param = '' } = declined
  return { [FIELDS[code] ?? FIELDS[param] ?? '']: wordsFor(declined) }
}

// Issuers' words are short, and Stripe's about test cards are for developers.
function wordsFor({ type, code, decline_code, message = DECLINED }: Declined): string {
  switch (decline_code ?? code) {
    case 'test_mode_live_card':
      return 'Only test cards work here, such as 4242 4242 4242 4242. Nothing was charged.'
    case 'insufficient_funds':
      return 'Your card has insufficient funds. Nothing was charged; try another card.'
    case 'card_velocity_exceeded':
    case 'expired_card':
    case 'incorrect_cvc':
    case 'invalid_cvc':
    case 'incorrect_number':
    case 'invalid_number':
    case 'invalid_expiry_month':
    case 'invalid_expiry_year':
      return message
    case 'payment_intent_authentication_failure':
    case 'setup_intent_authentication_failure':
      return 'Your bank could not confirm that it was you. Nothing was charged; try again or use another card.'
    case 'processing_error':
      return 'Something went wrong while processing your card. Nothing was charged; try again in a moment.'
    default:
      return type === 'card_error' ? DECLINED : message
  }
}

const DECLINED =
  'Your card was declined. Nothing was charged; try another card, or ask your bank why.'
