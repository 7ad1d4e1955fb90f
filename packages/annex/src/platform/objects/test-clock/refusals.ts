/** What can be wrong with asking something of a test clock. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function onlyInTestMode(): Refusal {
  return invalidRequest('Test clocks can only be used in test mode.', {
    code: 'testmode_charges_only',
  })
}

export function movingClock(id: string): Refusal {
  return invalidRequest(
    `The test clock ${id} is advancing. Objects on it can be changed when its status is \`ready\`.`,
  )
}

export function onlyForward(): Refusal {
  const message = 'Invalid timestamp: can only be advanced to a later time than `frozen_time`.'
  return invalidRequest(message, { param: 'frozen_time' })
}

export function tooFar(intervals: number): Refusal {
  const message =
    `Cannot advance test clock more than ${intervals} intervals of the shortest subscription on it at once. ` +
    'Advance it in smaller steps.'
  return invalidRequest(message, { param: 'frozen_time' })
}

export function tooManyCustomers(maximum: number): Refusal {
  const message = `A test clock can have at most ${maximum} customers.`
  return invalidRequest(message, { param: 'test_clock' })
}
