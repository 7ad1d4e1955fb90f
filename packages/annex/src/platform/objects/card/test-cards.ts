/** Every test card and what happens to it: https://docs.stripe.com/testing, as one table. */
import { COUNTRY_CARDS } from './country-cards.js'
import type { DeclineReason } from './declines.js'

/** How a card asks for 3-D Secure. */
export type Authentication =
  /** Every payment. */
  | 'always'
  /** Every payment made before the card was saved for off-session use. */
  | 'until_set_up'
  /** Payments with the payer present; merchant-initiated ones pass. */
  | 'on_session'
  /** Only when the payment asks for it (`request_three_d_secure`). */
  | 'on_request'

/** What a dispute from this card says, and whether it starts as an inquiry that moves no money. */
export interface TestDispute {
  readonly reason: string
  readonly inquiry?: boolean
  /** The bank has decided already: nothing the seller says will change it. */
  readonly final?: boolean
  /** How many disputes follow one payment. */
  readonly count?: number
}

export interface TestCard {
  readonly number: string
  /** `visa` for `pm_card_visa` and `tok_visa`; the first one is the documented one. */
  readonly names: readonly string[]
  readonly funding?: 'debit' | 'prepaid'
  /** Of the issuer; US where left out. */
  readonly country?: string
  /** Refuses every charge, and being attached unless `attaches`. */
  readonly declines?: DeclineReason
  readonly attaches?: boolean
  readonly authentication?: Authentication
  /** What the issuer says although 3-D Secure was passed. */
  readonly declinesAuthenticated?: DeclineReason
  readonly failingChecks?: readonly ('cvc' | 'postal_code' | 'line1')[]
  readonly risk?: 'elevated' | 'highest'
  readonly dispute?: TestDispute
  readonly earlyFraudWarning?: boolean
  /** Refunds succeed later, or succeed and fail later. */
  readonly refunds?: 'pending' | 'failing'
  /** Money is available at once rather than in two business days. */
  readonly bypassesPending?: boolean
}

const SPECIAL_CARDS: readonly TestCard[] = [
  // Success
  { number: '4242424242424242', names: ['visa', 'us'] },
  { number: '4000056655665556', names: ['visa_debit'], funding: 'debit' },
  { number: '5555555555554444', names: ['mastercard'] },
  { number: '2223003122003222', names: [] },
  { number: '5200828282828210', names: ['mastercard_debit'], funding: 'debit' },
  { number: '5105105105105100', names: ['mastercard_prepaid'], funding: 'prepaid' },
  { number: '378282246310005', names: ['amex', 'amex_threeDSecureNotSupported'] },
  { number: '371449635398431', names: [] },
  { number: '6011111111111117', names: ['discover'] },
  { number: '6011000990139424', names: [] },
  { number: '6011981111111113', names: ['discover_debit'], funding: 'debit' },
  { number: '3056930009020004', names: ['diners'] },
  { number: '36227206271667', names: [] },
  { number: '3566002020360505', names: ['jcb'], country: 'JP' },
  { number: '6200000000000005', names: ['unionpay'], country: 'CN' },

  // Declines
  {
    number: '4000000000000002',
    names: ['visa_chargeDeclined', 'chargeDeclined'],
    declines: 'generic_decline',
  },
  {
    number: '4000000000009995',
    names: ['visa_chargeDeclinedInsufficientFunds', 'chargeDeclinedInsufficientFunds'],
    declines: 'insufficient_funds',
  },
  {
    number: '4000000000009987',
    names: ['visa_chargeDeclinedLostCard', 'chargeDeclinedLostCard'],
    declines: 'lost_card',
  },
  {
    number: '4000000000009979',
    names: ['visa_chargeDeclinedStolenCard', 'chargeDeclinedStolenCard'],
    declines: 'stolen_card',
  },
  {
    number: '4000000000000069',
    names: ['chargeDeclinedExpiredCard'],
    declines: 'expired_card',
  },
  {
    number: '4000000000000127',
    names: ['chargeDeclinedIncorrectCvc'],
    declines: 'incorrect_cvc',
    failingChecks: ['cvc'],
  },
  {
    number: '4000000000000119',
    names: ['chargeDeclinedProcessingError'],
    declines: 'processing_error',
  },
  {
    number: '4000000000006975',
    names: ['visa_chargeDeclinedVelocityLimitExceeded', 'chargeDeclinedVelocityLimitExceeded'],
    declines: 'card_velocity_exceeded',
  },
  {
    number: '4000000000000341',
    names: ['chargeCustomerFail'],
    declines: 'generic_decline',
    attaches: true,
  },

  // Radar and checks
  { number: '4100000000000019', names: ['radarBlock'], declines: 'fraudulent', risk: 'highest' },
  { number: '4000000000004954', names: ['riskLevelHighest'], risk: 'highest' },
  { number: '4000000000009235', names: ['riskLevelElevated'], risk: 'elevated' },
  { number: '4000000000000101', names: ['cvcCheckFail'], failingChecks: ['cvc'] },
  { number: '4000000000000036', names: ['avsZipFail'], failingChecks: ['postal_code'] },
  { number: '4000000000000028', names: ['avsLine1Fail'], failingChecks: ['line1'] },
  { number: '4000000000000010', names: ['avsFail'], failingChecks: ['postal_code', 'line1'] },

  // Disputes
  {
    number: '4000000000000259',
    names: ['createDispute'],
    dispute: { reason: 'fraudulent' },
  },
  {
    number: '4000000000002685',
    names: ['createDisputeProductNotReceived'],
    dispute: { reason: 'product_not_received' },
  },
  {
    number: '4000000000001976',
    names: ['createDisputeInquiry'],
    dispute: { reason: 'fraudulent', inquiry: true },
  },
  { number: '4000000000005423', names: ['createIssuerFraudRecord'], earlyFraudWarning: true },
  {
    number: '4000000404000079',
    names: ['createMultipleDisputes'],
    country: 'AT',
    dispute: { reason: 'fraudulent', count: 2 },
  },
  {
    number: '4000000404000038',
    names: ['createCe3EligibleDispute'],
    country: 'AT',
    dispute: { reason: 'fraudulent' },
  },
  {
    number: '4000008400000779',
    names: ['createComplianceDispute'],
    dispute: { reason: 'noncompliant' },
  },

  // Refunds and balance
  { number: '4000000000007726', names: ['pendingRefund'], refunds: 'pending' },
  { number: '4000000000005126', names: ['refundFail'], refunds: 'failing' },
  { number: '4000000000000077', names: ['bypassPending'], bypassesPending: true },
  {
    number: '4000003720000278',
    names: ['bypassPendingInternational'],
    country: 'IE',
    bypassesPending: true,
  },

  // 3-D Secure
  {
    number: '4000002500003155',
    names: ['authenticationRequiredOnSetup'],
    country: 'FR',
    authentication: 'until_set_up',
  },
  {
    number: '4000002760003184',
    names: ['authenticationRequired'],
    country: 'DE',
    authentication: 'always',
  },
  {
    number: '4000003800000446',
    names: ['authenticationRequiredSetupForOffSession'],
    country: 'IT',
    authentication: 'on_session',
  },
  {
    number: '4000008260003178',
    names: ['authenticationRequiredChargeDeclinedInsufficientFunds'],
    country: 'GB',
    authentication: 'always',
    declinesAuthenticated: 'insufficient_funds',
  },
  {
    number: '4000000000003220',
    names: ['threeDSecure2Required', 'threeDSecureRequired'],
    authentication: 'always',
  },
  {
    number: '4000008400001629',
    names: ['threeDSecureRequiredChargeDeclined'],
    authentication: 'always',
    declinesAuthenticated: 'generic_decline',
  },
  {
    number: '4000008400001280',
    names: ['threeDSecureRequiredProcessingError'],
    authentication: 'always',
    declinesAuthenticated: 'processing_error',
  },
  { number: '4000000000003055', names: ['threeDSecureOptional'], authentication: 'on_request' },
]

export const TEST_CARDS: readonly TestCard[] = [...SPECIAL_CARDS, ...COUNTRY_CARDS]
