/** What a customer is owed or owes beside invoices: each change of `balance` leaves a line. */
import { invalidRequest } from '../../engine/errors.js'
import type { Behaviour } from '../../engine/behaviour.js'
import { idOf } from '../reference.js'

export const customerBalanceTransaction: Behaviour<'customer_balance_transaction'> = {
  kind: 'customer_balance_transaction',
  defaults: () => ({ type: 'adjustment' }),
  afterCreate(line, _params, work) {
    const customer = work.get('customer', idOf(line.customer))
    if (customer.currency && customer.currency !== line.currency) {
      throw otherCurrency(customer.currency)
    }
    const balance = customer.balance + line.amount
    work.update('customer', customer.id, { balance })
    return work.update('customer_balance_transaction', line.id, { ending_balance: balance })
  },
}

function otherCurrency(currency: string) {
  const message = `The customer's balance is kept in ${currency}; a transaction must be in the same currency.`
  return invalidRequest(message, { param: 'currency' })
}
