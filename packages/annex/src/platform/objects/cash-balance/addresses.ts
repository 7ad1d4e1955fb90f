/** The bank accounts that customers pay into: one of its own for each customer, the same each time. */
import { createHash } from 'node:crypto'
import type Stripe from 'stripe'

type BankTransfer = Stripe.FundingInstructions.BankTransfer
type FinancialAddress = Stripe.FundingInstructions.BankTransfer.FinancialAddress

interface Bank {
  readonly country: string
  readonly type: string
  address(digits: string, country: string): FinancialAddress
}

const place = { city: null, line1: null, line2: null, postal_code: null, state: null }
const holder = (country: string) => ({
  account_holder_address: { ...place, country },
  account_holder_name: 'Annex test payments',
  bank_address: { ...place, country },
})

/** By currency. The numbers lead nowhere: they are of no bank's range. */
const BANKS: Readonly<Record<string, Bank>> = {
  usd: {
    ...{ country: 'US', type: 'us_bank_transfer' },
    address: (digits) => ({
      aba: {
        ...holder('US'),
        ...{ account_number: digits.slice(0, 12), account_type: 'checking' },
        ...{ bank_name: 'Test Bank', routing_number: '999999999' },
      },
      supported_networks: ['ach', 'domestic_wire_us'],
      type: 'aba',
    }),
  },
  eur: {
    ...{ country: 'DE', type: 'eu_bank_transfer' },
    address: (digits, country) => ({
      iban: {
        ...holder(country),
        ...{ bic: 'TESTDEFFXXX', country, iban: `${country}00${digits.slice(0, 18)}` },
      },
      supported_networks: ['sepa'],
      type: 'iban',
    }),
  },
  gbp: {
    ...{ country: 'GB', type: 'gb_bank_transfer' },
    address: (digits) => ({
      sort_code: {
        ...holder('GB'),
        ...{ account_number: digits.slice(0, 8), sort_code: '000000' },
      },
      supported_networks: ['bacs', 'fps'],
      type: 'sort_code',
    }),
  },
  jpy: {
    ...{ country: 'JP', type: 'jp_bank_transfer' },
    address: (digits) => ({
      supported_networks: ['zengin'],
      type: 'zengin',
      zengin: {
        ...holder('JP'),
        ...{ account_number: digits.slice(0, 7), account_type: 'futsu' },
        ...{ bank_code: '0000', bank_name: 'Test Bank', branch_code: '000', branch_name: 'Test' },
      },
    }),
  },
  mxn: {
    ...{ country: 'MX', type: 'mx_bank_transfer' },
    address: (digits) => ({
      spei: {
        ...holder('MX'),
        ...{ bank_code: '000', bank_name: 'Test Bank', clabe: `000${digits.slice(0, 15)}` },
      },
      supported_networks: ['spei'],
      type: 'spei',
    }),
  },
}

/** Undefined where nobody can send this currency by bank transfer. */
export function bankTransferTo(
  customer: string,
  currency: string,
  country?: string,
): BankTransfer | undefined {
  const bank = BANKS[currency]
  if (!bank) return undefined
  const where = country ?? bank.country
  const address = bank.address(digitsOf(customer), where)
  return { country: where, financial_addresses: [address], type: bank.type }
}

/** What a payer writes on the transfer. */
export function referenceOf(customer: string): string {
  return digitsOf(`reference ${customer}`).slice(0, 12)
}

function digitsOf(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16)
  return BigInt(`0x${hash}`).toString().padStart(20, '0')
}
