/** The trouble that a test card or a test account brings after it has paid. */
import type Stripe from 'stripe'
import { testCardBehind } from '../card/known.js'
import type { TestDispute } from '../card/test-cards.js'
import { testAccountEnding } from '../debit/test-accounts.js'

/** The payer's bank gives the money back without asking anybody. */
const TAKEN_BACK: TestDispute = { reason: 'debit_not_authorized', final: true }

interface Trouble {
  readonly dispute?: TestDispute
  readonly earlyFraudWarning?: boolean
}

export function troubleWith({ payment_method_details: made }: Stripe.Charge): Trouble {
  if (made?.card) return testCardBehind(made.card) ?? {}
  const last4 = made?.us_bank_account?.last4 ?? made?.sepa_debit?.last4 ?? null
  return testAccountEnding(made?.type ?? '', last4)?.disputes ? { dispute: TAKEN_BACK } : {}
}
