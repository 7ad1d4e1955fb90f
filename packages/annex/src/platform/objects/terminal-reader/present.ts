/** `POST /v1/test_helpers/terminal/readers/:reader/present_payment_method`: somebody holds a card to it. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import { mayRun } from '../../engine/lifecycle.js'
import { checkAtLeast } from '../amounts.js'
import { lifecycle } from '../payment-intent/lifecycle.js'
import { fail, failAs, succeed, waiting, type Reader } from './action.js'
import { payInPerson, readCard, type Presented } from './in-person.js'
import { notToBePaid } from './refusals.js'
import { finishRefund } from './refund.js'
import { finishSetup } from './set-up.js'

/** The test helper's, whose names the official package keeps to itself. */
type Params = NonNullable<
  Parameters<Stripe['testHelpers']['terminal']['readers']['presentPaymentMethod']>[1]
>

export function presentPaymentMethod(reader: Reader, params: Params, work: UnitOfWork): Reader {
  const action = waiting(
    reader,
    ...(['process_payment_intent', 'collect_payment_method'] as const),
    ...(['process_setup_intent', 'refund_payment'] as const),
  )
  const read = readCard(presented(params), work)
  const { method } = read
  const { collect_payment_method: collecting, process_payment_intent: processing } = action
  if (action.type === 'process_setup_intent') return finishSetup(reader, action, read, work)
  if (action.type === 'refund_payment') return finishRefund(reader, action, work)
  checkAtLeast(0, params.amount_tip, 'amount_tip')
  const asked = work.get(
    'payment_intent',
    idOrNull((collecting ?? processing)?.payment_intent) ?? '',
  )
  if (!mayRun(lifecycle, 'confirm', asked)) return failAs(reader, notToBePaid(asked), work)
  const intent = tipped(asked, params.amount_tip, work)
  if (collecting) {
    const collected = { ...collecting, payment_method: method }
    return succeed(reader, { collect_payment_method: collected }, work)
  }
  const declined = payInPerson(intent, method, work)
  return declined ? fail(reader, declined, work) : succeed(reader, {}, work)
}

function presented({ type, card, card_present, interac_present }: Params): Presented {
  if (type === 'interac_present') {
    return { type: 'interac_present', number: interac_present?.number }
  }
  return { type: 'card_present', number: card_present?.number ?? card?.number }
}

/** What the payer adds on the screen is part of what is paid. */
function tipped(
  intent: Stripe.PaymentIntent,
  tip: number | undefined,
  work: UnitOfWork,
): Stripe.PaymentIntent {
  if (!tip) return intent
  return work.update('payment_intent', intent.id, {
    amount: intent.amount + tip,
    amount_details: { ...intent.amount_details, tip: { amount: tip } },
  })
}
