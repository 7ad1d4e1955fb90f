/** The bank account at the other end, as flows show it. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { addressFrom } from '../address.js'
import { methodNamed } from '../payment-method/resolve.js'
import { onlyBankAccounts } from './refusals.js'

/** @throws Refusal for anything but a US bank account */
export function bankNamed(id: string, param: string, work: UnitOfWork): Stripe.PaymentMethod {
  const method = methodNamed(id, work, param)
  if (!method.us_bank_account) throw onlyBankAccounts(param)
  return method
}

export function bankDetails<Network extends string>(
  {
    billing_details,
    us_bank_account,
  }: Pick<Stripe.PaymentMethod, 'billing_details' | 'us_bank_account'>,
  network: Network,
) {
  const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } =
    us_bank_account ?? BLANK
  return {
    billing_details: {
      address: addressFrom(billing_details.address ?? undefined),
      email: billing_details.email,
      name: billing_details.name,
    },
    type: 'us_bank_account' as const,
    us_bank_account: {
      ...{ account_holder_type, account_type, bank_name, fingerprint, last4, network },
      routing_number,
    },
  }
}

const BLANK = {
  ...{ account_holder_type: null, account_type: null, bank_name: null },
  ...{ fingerprint: null, last4: null, routing_number: null },
}
