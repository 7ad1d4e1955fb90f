/** `POST /v1/customers/:customer/sources/:id/verify`: two amounts prove that a bank account is theirs. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import { sourceNamed } from './kept.js'
import { alreadyVerified, amountsMismatch, notABankAccount } from './refusals.js'

/** What arrives on every test account, in cents: https://docs.stripe.com/ach-deprecated#testing-ach. */
const DEPOSITS = '32 45'

export function verifySource(
  customer: string,
  id: string,
  { amounts }: Stripe.CustomerVerifySourceParams,
  work: UnitOfWork,
): Stripe.BankAccount {
  const bank = sourceNamed(customer, id, work)
  if (bank.object !== 'bank_account') throw notABankAccount(id)
  if (bank.status === 'verified') throw alreadyVerified()
  if (!amounts) throw parameterMissing('amounts')
  if ([...amounts].sort((a, b) => a - b).join(' ') !== DEPOSITS) throw amountsMismatch()
  return work.update('bank_account', id, { status: 'verified' })
}
