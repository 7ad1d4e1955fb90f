/** Whether security code and address matched what the issuer knows. */
import { testCardBehind, type ShownCard } from './known.js'

export interface Checks {
  address_line1_check: string | null
  address_postal_code_check: string | null
  cvc_check: string | null
}

/** What was there to be checked. */
export interface Checkable {
  readonly cvc: boolean
  readonly line1: boolean
  readonly postal_code: boolean
}

/** Before the card is used there is nobody to ask. */
export function uncheckedChecks(given: Checkable): Checks {
  return checksBy(given, () => 'unchecked')
}

/** The issuer's answers, once the card is attached or charged. */
export function answeredChecks(card: ShownCard, given: Checkable): Checks {
  const failing = testCardBehind(card)?.failingChecks ?? []
  return checksBy(given, (check) => (failing.includes(check) ? 'fail' : 'pass'))
}

/** What was given when these checks were made. */
export function givenFor(checks: Checks | null): Checkable {
  return {
    cvc: (checks?.cvc_check ?? null) !== null,
    line1: (checks?.address_line1_check ?? null) !== null,
    postal_code: (checks?.address_postal_code_check ?? null) !== null,
  }
}

function checksBy(given: Checkable, answer: (check: keyof Checkable) => string): Checks {
  const of = (check: keyof Checkable) => (given[check] ? answer(check) : null)
  return {
    address_line1_check: of('line1'),
    address_postal_code_check: of('postal_code'),
    cvc_check: of('cvc'),
  }
}
