/** `POST /v1/transfers`: passes available money on, or that of one charge before it is available. */
import type Stripe from 'stripe'
import { parameterMissing, integerTooSmall } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { availableIn } from '../balance/available.js'
import { settled } from '../charge/settle.js'
import { metadataFrom } from '../metadata.js'
import { idOf } from '../reference.js'
import { checkDestination } from './destination.js'
import { makeTransfer } from './make.js'
import { fundsInsufficient, otherCurrency, sourceExceeded, sourceNotSucceeded } from './refusals.js'

type Params = Stripe.TransferCreateParams

export function createTransfer(params: Params, work: UnitOfWork): Stripe.Transfer {
  checkDestination(params.destination, 'destination', work)
  const source = params.source_transaction === undefined ? null : sourceOf(params, work)
  const amount = params.amount ?? source?.left
  if (amount === undefined) throw parameterMissing('amount')
  if (amount < 1) throw integerTooSmall('amount', 1)
  const { currency, source_type = 'card' } = params
  if (source && amount > source.left) throw sourceExceeded(source.left, currency)
  if (!source && amount > availableIn(currency, work, source_type)) throw fundsInsufficient()
  const charge = source?.charge ?? null
  return makeTransfer(
    {
      ...{ amount, currency, destination: params.destination, source: charge, source_type, fee: 0 },
      description: params.description ?? null,
      metadata: metadataFrom(params.metadata),
      transfer_group: params.transfer_group ?? groupOf(charge),
      availableOn: source?.availableOn ?? work.now,
    },
    work,
  ).transfer
}

function groupOf(charge: Stripe.Charge | null): string | null {
  return charge && (charge.transfer_group ?? `group_${charge.id}`)
}

function sourceOf({ source_transaction = '', currency }: Params, work: UnitOfWork) {
  const charge = settled(work.get('charge', source_transaction, 'source_transaction'), work)
  if (charge.status !== 'succeeded' || charge.balance_transaction === null) {
    throw sourceNotSucceeded(charge)
  }
  if (charge.currency !== currency) throw otherCurrency(charge.currency)
  const { available_on } = work.get('balance_transaction', idOf(charge.balance_transaction))
  const before = work.list('transfer', { source_transaction })
  const passed = before.reduce((sum, one) => sum + one.amount - one.amount_reversed, 0)
  return { charge, left: charge.amount_captured - passed, availableOn: available_on }
}
