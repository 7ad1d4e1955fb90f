/** Financial accounts: balances that flows move, until they are empty and closed. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { stillHoldsMoney } from './refusals.js'

type Account = Stripe.Treasury.FinancialAccount

const KIND = 'treasury.financial_account'

export const financialAccount: Behaviour<typeof KIND> = {
  kind: KIND,
  blanks: { country: 'US', status: 'open' },
  lifecycle: lifecycleOf<Account>({
    verbs: { close: { from: ['open'], to: ['closed'] } },
    entering: { closed: 'treasury.financial_account.closed' },
  }),
  defaults({ supported_currencies }: Stripe.Treasury.FinancialAccountCreateParams) {
    const empty = () => Object.fromEntries(supported_currencies.map((currency) => [currency, 0]))
    return { balance: { cash: empty(), inbound_pending: empty(), outbound_pending: empty() } }
  },
  verbs: { close },
}

function close(account: Account, _params: unknown, work: UnitOfWork): Account {
  const sums = Object.values(account.balance).flatMap((sum) => Object.values(sum))
  if (sums.some((amount) => amount !== 0)) throw stillHoldsMoney(account)
  return work.update(KIND, account.id, {
    ...{ status: 'closed', status_details: { closed: { reasons: ['other'] } } },
  })
}

/** What a financial account's history is made of; read only, its entries when asked for. */
export const treasuryTransaction: Behaviour<'treasury.transaction'> = {
  kind: 'treasury.transaction',
  include: ({ id }, field, work) =>
    field === 'entries'
      ? {
          object: 'list',
          data: work.list('treasury.transaction_entry', { transaction: id }).toReversed(),
          has_more: false,
          url: `/v1/treasury/transaction_entries?transaction=${id}`,
        }
      : undefined,
}
