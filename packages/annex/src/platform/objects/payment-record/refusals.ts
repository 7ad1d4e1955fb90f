/** What can be wrong with a report of a payment. */
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

interface Named {
  readonly id: string
}

export function stillUnderWay({ id }: Named, outcome: string | undefined): Refusal {
  const state = outcome === undefined ? 'is still under way' : `was ${outcome}`
  return invalidRequest(
    `The latest attempt of the payment record ${id} ${state}: another can be reported once one has failed or was canceled.`,
  )
}

export function endedAlready({ id }: Named, outcome: string): Refusal {
  return invalidRequest(
    `The latest attempt of the payment record ${id} was reported as ${outcome} already.`,
  )
}

export function refundTooLarge(left: number, currency: string): Refusal {
  return invalidRequest(
    `At most ${formatMoney(left, currency)} can be refunded: what was paid, less what went back before.`,
    { param: 'amount' },
  )
}
