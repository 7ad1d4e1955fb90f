/** What becomes of money that has left: it is posted, fails, is called off, or comes back. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { addEntry, openTransaction } from '../treasury/ledger.js'
import { receive } from '../treasury-inbound/received-credit.js'
import type { Kind, Outbound } from './leave.js'

type Reason = Stripe.Treasury.OutboundPayment.ReturnedDetails.Code
interface ReturnParams {
  readonly returned_details?: { readonly code?: Reason }
}

export function verbsOf<K extends Kind>(kind: K) {
  type Flow = K extends 'treasury.outbound_payment'
    ? Stripe.Treasury.OutboundPayment
    : Stripe.Treasury.OutboundTransfer
  const type = kind === 'treasury.outbound_payment' ? 'outbound_payment' : 'outbound_transfer'

  const end = (flow: Flow, status: 'canceled' | 'failed' | 'posted', work: UnitOfWork) => {
    const posted = status === 'posted'
    const entry = { canceled: 'cancellation', failed: 'failure', posted: 'posting' }[status]
    addEntry(
      idOf(flow.transaction),
      {
        entry: `${type}_${entry}`,
        impact: { cash: posted ? 0 : flow.amount, outbound_pending: -flow.amount },
        status: posted ? 'posted' : 'void',
      },
      work,
    )
    if (posted) passOn(flow, kind, work)
    return changed(flow, { [`${status}_at`]: work.now }, { cancelable: false, status }, work)
  }

  const giveBack = (flow: Flow, { returned_details }: ReturnParams, work: UnitOfWork) => {
    const { id, amount, currency, financial_account } = flow
    const description = `Return of ${flow.description ?? id}`
    const transaction = openTransaction(
      { id, type, financial_account, amount, currency, description },
      { entry: `${type}_return`, impact: { cash: amount }, posted: true },
      work,
    )
    const details = { code: returned_details?.code ?? 'other', transaction: transaction.id }
    const changes = { returned_details: details, status: 'returned' }
    return changed(flow, { returned_at: work.now }, changes, work)
  }

  // The two kinds share these fields to the letter; only their names differ.
  const changed = (flow: Flow, at: object, changes: object, work: UnitOfWork): Flow =>
    work.update(kind, flow.id, {
      ...changes,
      status_transitions: { ...flow.status_transitions, ...at },
    } as never) as unknown as Flow

  return {
    cancel: (flow: Flow, _params: object, work: UnitOfWork) => end(flow, 'canceled', work),
    fail: (flow: Flow, _params: object, work: UnitOfWork) => end(flow, 'failed', work),
    post: (flow: Flow, _params: object, work: UnitOfWork) => end(flow, 'posted', work),
    return: giveBack,
  }
}

/** To another financial account of the same owner, where it arrives at once. */
function passOn(flow: Outbound, kind: Kind, work: UnitOfWork): void {
  const { destination_payment_method_details: details, amount, currency, description } = flow
  const to = details?.financial_account?.id
  if (to === undefined) return
  const from = { id: flow.financial_account, network: 'stripe' as const }
  receive(
    {
      ...{ amount, currency, financial_account: to, network: 'stripe' },
      description: description ?? 'Stripe transfer',
      initiating_payment_method_details: {
        billing_details: details?.billing_details ?? NOBODY,
        financial_account: from,
        type: 'financial_account',
      },
      source: { id: flow.id, type: kind.slice('treasury.'.length) },
    },
    work,
  )
}

const NOBODY = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  ...{ email: null, name: null },
}
