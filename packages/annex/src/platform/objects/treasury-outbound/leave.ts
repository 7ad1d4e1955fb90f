/** Sends money out: it is gone from the balance at once, and pending until the network has it. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { addressFrom } from '../address.js'
import { availableOn } from '../balance-transaction/available-on.js'
import { newPaymentMethod } from '../payment-method/new-payment-method.js'
import { bankDetails, bankNamed } from '../treasury/bank.js'
import { accountFor, checkFunds, openTransaction } from '../treasury/ledger.js'
import { onlyBankAccounts, sameAccount } from '../treasury/refusals.js'

export type Kind = 'treasury.outbound_payment' | 'treasury.outbound_transfer'
export type Outbound = Stripe.Treasury.OutboundPayment | Stripe.Treasury.OutboundTransfer
type Params = Stripe.Treasury.OutboundPaymentCreateParams

const DATA = 'destination_payment_method_data'
/** On the receiver's statement, when nobody says. */
const USUAL_WORDS: Readonly<Record<Kind, string>> = {
  'treasury.outbound_payment': 'payment',
  'treasury.outbound_transfer': 'transfer',
}

export function leaving(kind: Kind) {
  return (params: Params, work: UnitOfWork) => {
    const { amount, currency, financial_account } = params
    const account = accountFor(params, work)
    checkFunds(account, amount, currency)
    const id = work.newId(kind)
    const to = destinationOf(params, work)
    const type = kind === 'treasury.outbound_payment' ? 'outbound_payment' : 'outbound_transfer'
    const description =
      params.description || `${type === 'outbound_payment' ? 'Payment' : 'Transfer'} to ${to.words}`
    const transaction = openTransaction(
      { id, type, financial_account, amount: -amount, currency, description },
      { entry: type, impact: { cash: -amount, outbound_pending: amount } },
      work,
    )
    return {
      id,
      cancelable: true,
      destination_payment_method: to.method,
      destination_payment_method_details: to.details,
      expected_arrival_date: availableOn(work.now, 1),
      statement_descriptor: params.statement_descriptor ?? USUAL_WORDS[kind],
      status_transitions: {
        canceled_at: null,
        failed_at: null,
        posted_at: null,
        returned_at: null,
      },
      transaction: transaction.id,
    }
  }
}

function destinationOf(params: Params, work: UnitOfWork) {
  const { destination_payment_method: named, destination_payment_method_data: data } = params
  const options = params.destination_payment_method_options?.us_bank_account || undefined
  const network = options?.network === 'us_domestic_wire' ? 'us_domestic_wire' : 'ach'
  if (named) {
    const method = bankNamed(named, 'destination_payment_method', work)
    return { method: method.id, details: bankDetails(method, network), words: wordsFor(method) }
  }
  if (!data) throw parameterMissing('destination_payment_method')
  if (data.type === 'financial_account') return insideOf(params, data.financial_account, work)
  const { account_holder_type, account_number, account_type, routing_number } =
    data.us_bank_account ?? {}
  const { address, email, name, phone } = data.billing_details ?? {}
  const method = newPaymentMethod(
    {
      type: data.type,
      us_bank_account: {
        ...(account_holder_type && { account_holder_type }),
        ...(account_number && { account_number }),
        ...(account_type && { account_type }),
        ...(routing_number && { routing_number }),
      },
      billing_details: {
        ...(address && { address }),
        ...{ email: email || null, name: name || null, phone: phone || null },
      },
    },
    work,
    DATA,
  )
  if (!method.us_bank_account) throw onlyBankAccounts(`${DATA}[type]`)
  return { method: null, details: bankDetails(method, network), words: wordsFor(method) }
}

function insideOf(params: Params, id: string | undefined, work: UnitOfWork) {
  if (!id) throw parameterMissing(`${DATA}[financial_account]`)
  if (id === params.financial_account) throw sameAccount()
  const { id: other } = accountFor({ ...params, financial_account: id }, work)
  const details = {
    billing_details: { address: addressFrom(undefined), email: null, name: null },
    financial_account: { id: other, network: 'stripe' as const },
    type: 'financial_account',
  }
  return { method: null, details, words: other }
}

function wordsFor({ us_bank_account: account }: Stripe.PaymentMethod): string {
  return `${account?.bank_name ?? 'a bank account'} ${account?.last4 ?? ''}`.trim()
}
