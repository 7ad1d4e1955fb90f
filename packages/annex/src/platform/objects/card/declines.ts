/** Why an issuer says no, and how Stripe words it: https://docs.stripe.com/declines/codes. */
import { Refusal, type ErrorFields } from '../../engine/errors.js'

export type DeclineReason =
  | 'generic_decline'
  | 'insufficient_funds'
  | 'lost_card'
  | 'stolen_card'
  | 'fraudulent'
  | 'card_velocity_exceeded'
  | 'expired_card'
  | 'incorrect_cvc'
  | 'processing_error'
  | 'authentication_required'

export interface Decline {
  /** The error's `code`. */
  readonly code: string
  /** Only where `code` is `card_declined`: the others never reached, or came from, the issuer's code. */
  readonly decline_code?: string
  readonly message: string
  /** The field of a form the payer should look at again. */
  readonly param?: string
  /** What the issuer advises: `try_again_later`, `do_not_try_again` or `confirm_card_data`. */
  readonly advice_code?: string
}

// Lost, stolen and fraudulent cards must not be told apart by the person holding them.
const DECLINED = 'Your card was declined.'

export const DECLINES: Record<DeclineReason, Decline> = {
  generic_decline: {
    code: 'card_declined',
    decline_code: 'generic_decline',
    message: DECLINED,
    advice_code: 'try_again_later',
  },
  insufficient_funds: {
    code: 'card_declined',
    decline_code: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
    advice_code: 'try_again_later',
  },
  lost_card: {
    code: 'card_declined',
    decline_code: 'lost_card',
    message: DECLINED,
    advice_code: 'do_not_try_again',
  },
  stolen_card: {
    code: 'card_declined',
    decline_code: 'stolen_card',
    message: DECLINED,
    advice_code: 'do_not_try_again',
  },
  fraudulent: { code: 'card_declined', decline_code: 'fraudulent', message: DECLINED },
  card_velocity_exceeded: {
    code: 'card_declined',
    decline_code: 'card_velocity_exceeded',
    message:
      'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
    advice_code: 'try_again_later',
  },
  expired_card: {
    code: 'expired_card',
    message: 'Your card has expired.',
    param: 'exp_month',
    advice_code: 'do_not_try_again',
  },
  incorrect_cvc: {
    code: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    param: 'cvc',
    advice_code: 'confirm_card_data',
  },
  processing_error: {
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
    advice_code: 'try_again_later',
  },
  authentication_required: {
    code: 'authentication_required',
    decline_code: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
  },
}

/** @param more what the request had made by then: the failed charge, the whole intent */
export function cardDeclined(reason: DeclineReason, more: Partial<ErrorFields> = {}): Refusal {
  return new Refusal(402, { type: 'card_error', ...DECLINES[reason], ...more })
}
