/** Why a bank sends a debit back, and how Stripe words it: https://docs.stripe.com/payments/ach-direct-debit. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export type DebitFailure =
  | 'account_closed'
  | 'charge_exceeds_source_limit'
  | 'debit_not_authorized'
  | 'insufficient_funds'
  | 'invalid_currency'
  | 'no_account'
  | 'payment_method_bank_account_blocked'

export const DEBIT_FAILURES: Record<DebitFailure, string> = {
  account_closed: "The customer's bank account has been closed.",
  charge_exceeds_source_limit:
    'This payment would cause you to exceed your rolling-window processing limit for this source type.',
  debit_not_authorized: 'The customer has notified their bank that this payment was unauthorized.',
  insufficient_funds: "The customer's account has insufficient funds to cover this payment.",
  invalid_currency:
    "The bank was unable to process this payment because of its currency. This may be because the customer's account cannot accept payments in that currency.",
  no_account: "The customer's bank account could not be located.",
  payment_method_bank_account_blocked:
    'The payment was blocked because this bank account has a high risk of fraud.',
}

/** What an intent keeps as its `last_payment_error`. */
export function debitFailed(code: DebitFailure, charge: string): Refusal {
  return invalidRequest(DEBIT_FAILURES[code], { code }).with({ charge })
}
