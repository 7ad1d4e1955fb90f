/** What can be wrong with asking for money to be paid out. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function payoutsNotAllowed(account: string): Refusal {
  return invalidRequest(
    `Payouts are not enabled for the account ${account}. Its \`requirements\` say what is missing.`,
    { code: 'payouts_not_allowed' },
  )
}

export function instantUnsupported(): Refusal {
  return invalidRequest(
    'This destination takes no instant payouts. Use the `standard` method, or a destination whose `available_payout_methods` name `instant`.',
    { code: 'instant_payouts_unsupported', param: 'method' },
  )
}

const CAN = {
  cancel: 'canceled while it is pending',
  reverse: 'reversed once it is paid',
} as const

export function wrongStatus(verb: string, payout: Stripe.Payout): Refusal {
  const can = verb === 'cancel' ? CAN.cancel : CAN.reverse
  return invalidRequest(
    `The payout ${payout.id} has a status of ${payout.status}. A payout can only be ${can}.`,
    { code: 'status_transition_invalid' },
  )
}

export function alreadyReversed(payout: Stripe.Payout): Refusal {
  return invalidRequest(`The payout ${payout.id} has been reversed already, or is a reversal.`)
}

export function onlyUnitedStatesBanks(): Refusal {
  return invalidRequest('Only payouts to US bank accounts can be reversed.')
}

/** `GET /v1/balance_transactions?payout=`. */
export function notAutomatic(): Refusal {
  return invalidRequest(
    'Balance transaction history can only be filtered on automatic transfers, not manual.',
    { param: 'payout' },
  )
}

export function notReconciledYet(): Refusal {
  return invalidRequest(
    'The balance transactions of this payout are not known yet. Wait for payout.reconciliation_completed.',
    { code: 'payout_reconciliation_not_ready', param: 'payout' },
  )
}
