/** What of a customer's credit is left, and how it came to that. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { pageOf } from '../page.js'
import { balanceOf, transactionsOf } from './ledger.js'
import { accountsUnknown } from './refusals.js'
import { appliesTo, checkScope } from './scope.js'
import { isEffective } from './spend.js'

type Grant = Stripe.Billing.CreditGrant
type Summary = Stripe.Billing.CreditBalanceSummary
type SummaryParams = Stripe.Billing.CreditBalanceSummaryRetrieveParams
type ListParams = Stripe.Billing.CreditBalanceTransactionListParams

export const creditBalanceTransaction: Behaviour<'billing.credit_balance_transaction'> = {
  kind: 'billing.credit_balance_transaction',
  operations: {
    'GET /v1/billing/credit_balance_transactions': (_path, params: ListParams, work) => {
      const url = '/v1/billing/credit_balance_transactions'
      return pageOf(transactionsFor(params, work), params, {
        ...{ url, noun: 'billing.credit_balance_transaction' },
      })
    },
  },
}

export const creditBalanceSummary: Behaviour<'billing.credit_balance_summary'> = {
  kind: 'billing.credit_balance_summary',
  operations: {
    'GET /v1/billing/credit_balance_summary': (_path, params: SummaryParams, work) =>
      summaryFor(params, work),
  },
}

/** Newest first. */
function transactionsFor(params: ListParams, work: UnitOfWork) {
  const customer = customerOf(params, work)
  const { credit_grant } = params
  if (credit_grant) work.get('billing.credit_grant', credit_grant, 'credit_grant')
  return work
    .list('billing.credit_grant', { customer })
    .filter(({ id }) => credit_grant === undefined || id === credit_grant)
    .flatMap(({ id }) => transactionsOf(id, work))
    .toSorted((a, b) => b.created - a.created)
}

function summaryFor(params: SummaryParams, work: UnitOfWork): Summary {
  const customer = customerOf(params, work)
  const wanted = wantedBy(params.filter, work)
  const grants = work
    .list('billing.credit_grant', { customer })
    .filter((grant) => wanted(grant) && isEffective(grant, work.now))
  const balances = new Map<string, number>()
  for (const { id, amount } of grants) {
    const currency = amount.monetary?.currency ?? ''
    balances.set(currency, (balances.get(currency) ?? 0) + balanceOf(id, work))
  }
  return {
    object: 'billing.credit_balance_summary',
    balances: [...balances].map(([currency, value]) => balanceIn(currency, value)),
    customer,
    customer_account: null,
    livemode: work.caller.livemode,
  }
}

/** Nothing here is spent before its invoice is final, so what stands in the ledger is available. */
function balanceIn(currency: string, value: number): Stripe.Billing.CreditBalanceSummary.Balance {
  const money = { monetary: { currency, value }, type: 'monetary' as const }
  return { available_balance: money, ledger_balance: { ...money } }
}

function wantedBy(filter: SummaryParams['filter'], work: UnitOfWork): (grant: Grant) => boolean {
  const { type, credit_grant, applicability_scope: scope } = filter
  if (type === 'credit_grant') {
    if (!credit_grant) throw parameterMissing('filter[credit_grant]')
    const { id } = work.get('billing.credit_grant', credit_grant, 'filter[credit_grant]')
    return (grant) => grant.id === id
  }
  if (!scope) throw parameterMissing('filter[applicability_scope]')
  checkScope(scope, 'filter[applicability_scope]', work)
  const { prices = [] } = scope
  if (prices.length === 0) return (grant) => !grant.applicability_config.scope.prices?.length
  return (grant) => prices.every(({ id }) => appliesTo(grant, id, work))
}

function customerOf(
  { customer, customer_account }: { customer?: string; customer_account?: string },
  work: UnitOfWork,
): string {
  if (customer_account !== undefined) throw accountsUnknown()
  if (customer === undefined) throw parameterMissing('customer')
  return work.get('customer', customer, 'customer').id
}
