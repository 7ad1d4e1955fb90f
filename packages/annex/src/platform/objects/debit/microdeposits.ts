/** Proving that a bank account is one's own, by what two small deposits on it said. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'
import { parameterMissing, parametersExclusive } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

type Action = Stripe.PaymentIntent.NextAction & Stripe.SetupIntent.NextAction

export interface Seen {
  readonly amounts?: readonly number[]
  readonly descriptor_code?: string
}

/** @param url where the owner can say it without the shop's help */
export function microdepositsAction(url: string, work: UnitOfWork): Action {
  return {
    type: 'verify_with_microdeposits',
    verify_with_microdeposits: {
      arrival_date: work.now + 86_400,
      hosted_verification_url: url,
      microdeposit_type: 'descriptor_code',
    },
  }
}

/** What test mode takes: https://docs.stripe.com/payments/ach-direct-debit/accept-a-payment#test-account-numbers. */
export function checkMicrodeposits({ amounts, descriptor_code }: Seen): void {
  if (amounts && descriptor_code) throw parametersExclusive(['amounts', 'descriptor_code'])
  if (!amounts && !descriptor_code) throw parameterMissing('descriptor_code')
  const said =
    descriptor_code?.toUpperCase() ?? [...(amounts ?? [])].sort((a, b) => a - b).join(' ')
  if (said === 'SM11AA' || said === '32 45') return
  if (said === 'SM33CC' || said === '10 11') throw attemptsExceeded()
  if (said === 'SM44DD' || said === '40 41') throw timedOut()
  throw descriptor_code ? otherCode() : otherAmounts()
}

/** How long until it is known that the deposits did not arrive. */
export const MICRODEPOSITS_FAIL_AFTER_SECONDS = 10

export function microdepositsLost(): Refusal {
  return invalidRequest(
    'The microdeposits could not be sent to the bank account. Please check the account and routing numbers.',
    { code: 'payment_method_microdeposit_failed' },
  )
}

function attemptsExceeded(): Refusal {
  return invalidRequest(
    'You have exceeded the number of allowed verification attempts for this bank account.',
    { code: 'payment_method_microdeposit_verification_attempts_exceeded' },
  )
}

function timedOut(): Refusal {
  return invalidRequest('Microdeposit verification failed because it was not completed in time.', {
    code: 'payment_method_microdeposit_verification_timeout',
  })
}

function otherCode(): Refusal {
  return invalidRequest(
    'The descriptor code does not match the one on the bank statement. In test mode it is SM11AA.',
    {
      code: 'payment_method_microdeposit_verification_descriptor_code_mismatch',
      param: 'descriptor_code',
    },
  )
}

function otherAmounts(): Refusal {
  return invalidRequest(
    'The amounts provided do not match the amounts that were sent to the bank account. In test mode they are 32 and 45.',
    { code: 'payment_method_microdeposit_verification_amounts_mismatch', param: 'amounts' },
  )
}
