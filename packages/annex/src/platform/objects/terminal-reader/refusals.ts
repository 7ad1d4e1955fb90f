/** What can be wrong with asking something of a reader. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

type Reader = Stripe.Terminal.Reader

export function offline({ id }: Reader): Refusal {
  return invalidRequest(`The reader ${id} is offline, and cannot be asked for anything.`, {
    code: 'terminal_reader_offline',
  })
}

export function busy({ id, action }: Reader): Refusal {
  return invalidRequest(
    `The reader ${id} is busy with ${action?.type}. Cancel that, or wait until it is done.`,
    { code: 'terminal_reader_busy' },
  )
}

/** A test does something at a reader that waits for something else, or for nothing. */
export function notAsked({ id, action }: Reader, types: readonly string[]): Refusal {
  const doing = action?.status === 'in_progress' ? `waits for ${action.type}` : 'waits for nothing'
  return invalidRequest(`The reader ${id} ${doing}. This takes one of ${types.join(', ')}.`)
}

export function notForReaders(param: string): Refusal {
  return invalidRequest(
    `What a reader is to take must allow it: the ${param} needs card_present among its payment method types.`,
    { param },
  )
}

export function notToBePaid({
  id,
  status,
  object,
}: {
  id: string
  status: string
  object: string
}) {
  return invalidRequest(
    `The ${object} ${id} cannot be confirmed because it has a status of ${status}.`,
    {
      code: 'intent_invalid_state',
      param: object,
    },
  )
}

export function nothingCollected({ id }: Reader): Refusal {
  return invalidRequest(
    `The reader ${id} has collected no payment method for that payment intent: collect one first.`,
    { param: 'payment_intent' },
  )
}
