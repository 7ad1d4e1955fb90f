/** What can be wrong with asking something of a setup intent. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

type SetupIntent = Stripe.SetupIntent

const OPEN = 'requires_payment_method, requires_confirmation, requires_action'

const DONE: Readonly<Record<string, string>> = {
  cancel: 'canceled',
  confirm: 'confirmed',
  verify_microdeposits: 'verified',
}

/** A verb in a status that doesn't allow it. */
export function unexpectedState(verb: string, intent: SetupIntent): Refusal {
  const allowed = verb === 'verify_microdeposits' ? 'requires_action' : OPEN
  const asked = verb.replaceAll('_', ' ')
  return wrongState(
    `You cannot ${asked} this SetupIntent because it has a status of ${intent.status}. ` +
      `Only a SetupIntent with one of the following statuses may be ${DONE[verb] ?? asked}: ${allowed}.`,
    intent,
  )
}

/** @param field what says who is set up with what, fixed once that has happened */
export function fieldFixed(field: string, intent: SetupIntent): Refusal {
  const message = `This SetupIntent's ${field} could not be updated because it has a status of ${intent.status}. You may only update the ${field} of a SetupIntent with one of the following statuses: ${OPEN}.`
  return wrongState(message, intent).with({ param: field })
}

export function methodMissing(intent: SetupIntent): Refusal {
  return wrongState(
    "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a " +
      'payment method and then confirm it again.',
    intent,
  )
}

/** Some parameters only mean something at the moment of confirming. */
export function onlyWithConfirm(param: string): Refusal {
  const message = `The parameter \`${param}\` cannot be passed when creating a SetupIntent unless \`confirm\` is set to true.`
  return invalidRequest(message, { param })
}

export function methodTypeNotAllowed(type: string, intent: SetupIntent): Refusal {
  const allowed = intent.payment_method_types.join(', ')
  const message = `The PaymentMethod provided (${type}) is not allowed for this SetupIntent. Please attach a PaymentMethod of one of the following types: ${allowed}.`
  return invalidRequest(message, {
    code: 'setup_intent_invalid_parameter',
    param: 'payment_method',
  }).with({
    setup_intent: intent,
  })
}

export function nothingToVerify(intent: SetupIntent): Refusal {
  return wrongState(
    'This SetupIntent is not waiting for its bank account to be verified with microdeposits.',
    intent,
  )
}

/** The payer did not pass 3-D Secure. */
export function notAuthenticated(): Refusal {
  return invalidRequest(
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
    { code: 'setup_intent_authentication_failure' },
  )
}

function wrongState(message: string, intent: SetupIntent): Refusal {
  return invalidRequest(message, { code: 'setup_intent_unexpected_state' }).with({
    setup_intent: intent,
  })
}
