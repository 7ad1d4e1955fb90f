/** Inbound transfers: money an account fetches from its own bank, which may say no for days. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { bankDetails, bankNamed } from '../treasury/bank.js'
import { accountFor, addEntry, openTransaction } from '../treasury/ledger.js'

type Transfer = Stripe.Treasury.InboundTransfer
type Params = Stripe.Treasury.InboundTransferCreateParams
type FailParams = NonNullable<
  Parameters<Stripe['testHelpers']['treasury']['inboundTransfers']['fail']>[1]
>

const KIND = 'treasury.inbound_transfer'

export const inboundTransfer: Behaviour<typeof KIND> = {
  kind: KIND,
  lifecycle: lifecycleOf<Transfer>({
    verbs: {
      cancel: { from: ['processing'], to: ['canceled'] },
      fail: { from: ['processing'], to: ['failed'] },
      succeed: { from: ['processing'], to: ['succeeded'] },
      // The bank takes it back; the transfer has succeeded all the same.
      return: { from: ['succeeded'] },
    },
    entering: {
      canceled: 'treasury.inbound_transfer.canceled',
      failed: 'treasury.inbound_transfer.failed',
      succeeded: 'treasury.inbound_transfer.succeeded',
    },
    changing: { returned: 'treasury.inbound_transfer.failed' },
  }),
  blanks: { status: 'processing' },
  defaults: fetching,
  verbs: { cancel, fail, return: takeBack, succeed },
}

function fetching(params: Params, work: UnitOfWork): Partial<Transfer> {
  const { amount, currency, financial_account } = params
  accountFor(params, work)
  const method = bankNamed(params.origin_payment_method, 'origin_payment_method', work)
  const id = work.newId(KIND)
  const description = params.description || 'Inbound transfer'
  const flow = { id, type: 'inbound_transfer', financial_account, amount, currency, description }
  const entry = { entry: 'inbound_transfer', impact: { inbound_pending: amount } }
  return {
    id,
    cancelable: true,
    origin_payment_method: method.id,
    origin_payment_method_details: bankDetails(method, 'ach'),
    returned: false,
    statement_descriptor: params.statement_descriptor ?? 'transfer',
    status_transitions: { failed_at: null, succeeded_at: null },
    transaction: openTransaction(flow, entry, work).id,
  }
}

function succeed(transfer: Transfer, _params: unknown, work: UnitOfWork): Transfer {
  end(transfer, transfer.amount, work)
  const status_transitions = { ...transfer.status_transitions, succeeded_at: work.now }
  return work.update(KIND, transfer.id, {
    ...{ cancelable: false, status: 'succeeded', status_transitions },
  })
}

function fail(transfer: Transfer, { failure_details }: FailParams, work: UnitOfWork): Transfer {
  end(transfer, 0, work)
  return work.update(KIND, transfer.id, {
    ...{ cancelable: false, status: 'failed' },
    failure_details: { code: failure_details?.code ?? 'other' },
    status_transitions: { ...transfer.status_transitions, failed_at: work.now },
  })
}

function cancel(transfer: Transfer, _params: unknown, work: UnitOfWork): Transfer {
  end(transfer, 0, work)
  const status_transitions = { ...transfer.status_transitions, canceled_at: work.now }
  return work.update(KIND, transfer.id, {
    ...{ cancelable: false, status: 'canceled', status_transitions },
  })
}

/** Nothing is pending any more; `cash` has come. */
function end({ amount, transaction }: Transfer, cash: number, work: UnitOfWork): void {
  const impact = { cash, inbound_pending: -amount }
  const status = cash === 0 ? 'void' : 'posted'
  addEntry(idOf(transaction ?? ''), { entry: 'inbound_transfer', impact, status }, work)
}

function takeBack(transfer: Transfer, _params: unknown, work: UnitOfWork): Transfer {
  const { id, amount, currency, financial_account, description } = transfer
  if (transfer.returned) return transfer
  const flow = { id, type: 'inbound_transfer', financial_account, currency, amount: -amount }
  openTransaction(
    { ...flow, description: `Return of ${description ?? id}` },
    { entry: 'inbound_transfer_return', impact: { cash: -amount }, posted: true },
    work,
  )
  return work.update(KIND, id, { failure_details: { code: 'other' }, returned: true })
}
