/** `POST /v1/test_helpers/customers/:customer/fund_cash_balance`: a bank transfer has come in. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { invalidRequest } from '../../engine/errors.js'
import { integerTooSmall } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { bankTransferTo } from './addresses.js'
import { availableTo } from './available.js'
import { moveCash } from './move.js'

type Movement = Stripe.CustomerCashBalanceTransaction

/** The package declares these, but exports no name for them. */
interface Params {
  readonly amount: number
  readonly currency: string
  readonly reference?: string
}

export const customerCashBalanceTransaction: Behaviour<'customer_cash_balance_transaction'> = {
  kind: 'customer_cash_balance_transaction',
  operations: { 'POST /v1/test_helpers/customers/{id}/fund_cash_balance': fund },
}

function fund(
  path: Readonly<Record<string, string>>,
  { amount, currency, reference }: Params,
  work: UnitOfWork,
): Movement {
  const customer = work.get('customer', path['id'] ?? '', 'customer')
  if (amount < 1) throw integerTooSmall('amount', 1)
  const type = bankTransferTo(customer.id, currency)?.type
  if (type === undefined) throw noBank(currency)
  const sender = { [type]: senderOf(type) }
  return moveCash(
    {
      ...{ type: 'funded', customer: customer.id, currency, net_amount: amount },
      funded: { bank_transfer: { reference: reference ?? null, type, ...sender } },
    },
    work,
  )
}

/** Once payments that waited have taken their part: what is left can be used by hand. */
export function announceFunds(movement: Movement, work: UnitOfWork): void {
  if (movement.type !== 'funded') return
  const customer = idOf(movement.customer)
  const available = availableTo(customer, work)
  if (!available?.[movement.currency]) return
  work.announce('cash_balance.funds_available', {
    object: 'cash_balance',
    available,
    customer,
    customer_account: null,
    livemode: work.caller.livemode,
    settings: work.find('cash_balance', customer)?.settings ?? {
      reconciliation_mode: 'automatic',
      using_merchant_default: true,
    },
  })
}

function senderOf(type: string): object {
  const sender_name = 'Test sender'
  if (type === 'eu_bank_transfer') return { bic: null, iban_last4: '0000', sender_name }
  if (type === 'gb_bank_transfer') {
    return { account_number_last4: '0000', sender_name, sort_code: '000000' }
  }
  if (type === 'jp_bank_transfer') return { sender_bank: null, sender_branch: null, sender_name }
  return { sender_name }
}

function noBank(currency: string) {
  const message = `Cash balances in ${currency} are not supported. Use eur, gbp, jpy, mxn or usd.`
  return invalidRequest(message, { param: 'currency' })
}
