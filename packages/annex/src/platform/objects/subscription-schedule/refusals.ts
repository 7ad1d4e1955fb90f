/** What can be wrong with asking something of a subscription schedule. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function notInStatus(verb: string, { status }: Stripe.SubscriptionSchedule): Refusal {
  return invalidRequest(
    `You cannot ${verb} a subscription schedule that is currently in the \`${status}\` status. ` +
      'It must be in one of these statuses: `not_started`, `active`.',
  )
}

export function notWithSubscription(param: string): Refusal {
  const message = `You cannot set \`${param}\` if \`from_subscription\` is set.`
  return invalidRequest(message, { param })
}

export function scheduledAlready(schedule: string): Refusal {
  return invalidRequest(
    `You cannot migrate a subscription that is already attached to a schedule: \`${schedule}\`.`,
    { param: 'from_subscription' },
  )
}

export function subscriptionOver({ status }: Stripe.Subscription): Refusal {
  const message = `You cannot migrate a subscription that is in the \`${status}\` status.`
  return invalidRequest(message, { param: 'from_subscription' })
}

export function tooManyPhases(maximum: number): Refusal {
  const message = `A subscription schedule can have at most ${maximum} current and future phases.`
  return invalidRequest(message, { param: 'phases' })
}

export function endsBeforeStart(param: string): Refusal {
  const message = 'The phase end date must be after its start date.'
  return invalidRequest(message, { param: `${param}[end_date]` })
}

export function tooFarAhead(param: string, years: number): Refusal {
  const message = `Invalid timestamp: can be no more than ${years} years in the future.`
  return invalidRequest(message, { param })
}

export function overAlready(): Refusal {
  return invalidRequest('The first phase must end in the future.', { param: 'phases[0][end_date]' })
}

export function endsInThePast(): Refusal {
  const message = 'The current phase must end now or in the future.'
  return invalidRequest(message, { param: 'phases[0][end_date]' })
}

/** Only the first of them says when it starts. */
export function gapBefore(param: string): Refusal {
  const message = 'The start date of a phase must be the end date of the phase before it.'
  return invalidRequest(message, { param: `${param}[start_date]` })
}

export function currentStays(): Refusal {
  return invalidRequest('You can not modify the start date of the current phase.', {
    param: 'phases[0][start_date]',
  })
}

export function startPassed(): Refusal {
  return invalidRequest('Invalid timestamp: start_date must be now or in the future.', {
    param: 'phases[0][start_date]',
  })
}

export function trialOutside(param: string): Refusal {
  const message = 'The trial end must be after the start of its phase and not after its end.'
  return invalidRequest(message, { param: `${param}[trial_end]` })
}

export function trialHasAnchor(param: string): Refusal {
  return invalidRequest(
    'The billing cycle anchor cannot be `phase_start` in a phase that specifies a trial.',
    { param: `${param}[billing_cycle_anchor]` },
  )
}

export function daysMissing(param: string): Refusal {
  return invalidRequest(
    'When collection_method is send_invoice, you must also pass days_until_due in invoice_settings.',
    { param: `${param}[invoice_settings][days_until_due]` },
  )
}

export function onlyOneTime(param: string): Refusal {
  const message =
    'The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.'
  return invalidRequest(message, { param })
}

/** Known gap: pauses are asked for with the subscription's own verbs here. */
export function noPauseSchedules(): Refusal {
  return invalidRequest(
    'This platform knows pause_schedules, but does not carry them out: pause and resume the subscription instead.',
    { param: 'pause_schedules' },
  )
}
