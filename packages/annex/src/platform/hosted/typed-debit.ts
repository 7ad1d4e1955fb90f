/** A bank account as a payer types it into one of our forms. */
import type { MethodData } from '../objects/payment-method/new-payment-method.js'
import type { Faults, Typed } from './typed-card.js'

type DebitType = 'us_bank_account' | 'sepa_debit'

const REQUIRED: Readonly<Record<DebitType, Readonly<Record<string, string>>>> = {
  us_bank_account: {
    routing_number: 'Enter the nine digits of your bank’s routing number.',
    account_number: 'Enter your account number.',
    us_bank_account_name: 'Enter the name of the account’s owner.',
  },
  sepa_debit: {
    iban: 'Enter your IBAN.',
    sepa_debit_name: 'Enter the name of the account’s owner.',
  },
}

export function missingFromDebit(type: DebitType, typed: Typed): Faults {
  const missing = Object.entries(REQUIRED[type]).filter(([name]) => !typed[name]?.trim())
  return Object.fromEntries(missing)
}

/** The same words as the API would be told it in. Ask `missingFromDebit` first. */
export function debitFrom(type: DebitType, typed: Typed, email: string | null): MethodData {
  const plain = (name: string) => (typed[name] ?? '').replaceAll(/\s/g, '')
  const billing_details = { email, name: typed[`${type}_name`]?.trim() || null }
  if (type === 'sepa_debit') {
    return { type, billing_details, sepa_debit: { iban: plain('iban').toUpperCase() } }
  }
  const account = {
    routing_number: plain('routing_number'),
    account_number: plain('account_number'),
  }
  return { type, billing_details, [type]: { ...account, account_holder_type: 'individual' } }
}
