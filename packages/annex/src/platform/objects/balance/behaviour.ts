/** The balance: a sum for each day money becomes available, read against the clock. */
import type Stripe from 'stripe'
import type { Behaviour, DueTask } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { planPayouts } from '../payout/automatic.js'

type Funds = ReturnType<UnitOfWork['funds']>[number]

export const balance: Behaviour<'balance'> = {
  kind: 'balance',
  operations: { 'GET /v1/balance': (_path, _params, work) => balanceOf(work) },
}

/** Midnight has passed over some money: it can be paid out now, and is where that is automatic. */
export const announceAvailableBalance: DueTask = (_id, work) => {
  work.announce('balance.available', balanceOf(work))
  planPayouts(work)
}

function balanceOf(work: UnitOfWork): Stripe.Balance {
  const funds = work.funds()
  const currencies = currenciesOf(funds, work)
  const side = (rows: Funds[]) => currencies.map((currency) => amountIn(rows, currency))
  return {
    object: 'balance',
    available: side(funds.filter((row) => row.available_on <= work.now)),
    livemode: work.caller.livemode,
    pending: side(funds.filter((row) => row.available_on > work.now)),
    refund_and_dispute_prefunding: prefunding(currencies),
  }
}

// An account without a payment still has a balance of nothing in its own currency.
function currenciesOf(funds: Funds[], work: UnitOfWork): string[] {
  const own = work.find('account', work.caller.account)?.default_currency ?? 'usd'
  return [...new Set([own, ...funds.map((row) => row.currency)])]
}

function amountIn(funds: Funds[], currency: string): Stripe.Balance.Available {
  const source_types: Record<string, number> = { card: 0 }
  for (const row of funds.filter((row) => row.currency === currency)) {
    source_types[row.source_type] = (source_types[row.source_type] ?? 0) + row.net
  }
  const amount = Object.values(source_types).reduce((sum, part) => sum + part, 0)
  return { amount, currency, source_types }
}

function prefunding(currencies: string[]): Stripe.Balance.RefundAndDisputePrefunding {
  const nothing = currencies.map((currency) => ({ amount: 0, currency }))
  return { available: nothing, pending: nothing }
}
