/** What a payer typed, as the checkout takes it; or what is missing. */
import type { Payer } from '../../objects/checkout-session/payer.js'
import type { Session } from '../../objects/checkout-session/kept.js'
import type { PageMethod } from '../../objects/checkout-session/page-methods.js'
import { maySave } from '../../objects/checkout-session/saved.js'
import { isCountry } from '../countries.js'
import { cardFrom, missingFromCard, type Faults, type Typed } from '../typed-card.js'
import { answersIn, billingLines, faultsOfAnswers } from './questions.js'
import { debitFrom, missingFromDebit } from '../typed-debit.js'

export interface Asked {
  /** Known before: the payer isn't asked again. */
  readonly email: string | null
  /** How they may pay; empty where nothing has to be paid or saved. */
  readonly methods: readonly PageMethod[]
  /** What they have saved. */
  readonly saved: readonly { readonly id: string }[]
}

/** The saved one that was chosen; the first of them, where nobody has chosen yet. */
export function chosenSaved(typed: Typed, { saved }: Pick<Asked, 'saved'>): string | undefined {
  const { method } = typed
  return method === undefined ? saved[0]?.id : saved.find(({ id }) => id === method)?.id
}

/** The one that was chosen, or the only one. */
export function chosenMethod(
  typed: Typed,
  { methods }: Pick<Asked, 'methods'>,
): PageMethod | undefined {
  return methods.find((method) => method === typed['method']) ?? methods[0]
}

export function faultsIn(typed: Typed, session: Session, asked: Asked): Faults {
  const typedEmail = typed['email']?.trim() ?? ''
  const wrong = asked.email === null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typedEmail)
  return {
    ...(wrong && { email: 'Enter an email address, such as you@example.com.' }),
    ...(chosenSaved(typed, asked) ? {} : missingFrom(typed, chosenMethod(typed, asked))),
    ...faultsOfAnswers(session, typed),
  }
}

function missingFrom(typed: Typed, method: PageMethod | undefined): Faults {
  if (method === undefined) return {}
  if (method !== 'card') return missingFromDebit(method, typed)
  const nowhere = !isCountry(typed['country'] ?? '')
  return { ...missingFromCard(typed), ...(nowhere && { country: 'Choose a country.' }) }
}

export function payerFrom(typed: Typed, session: Session, asked: Asked): Payer {
  const email = asked.email ?? typed['email']?.trim() ?? null
  const chosen = chosenMethod(typed, asked)
  const answers = answersIn(session, typed)
  const saved = chosenSaved(typed, asked)
  if (saved !== undefined) return { email, name: null, ...answers, method: saved }
  const lines = billingLines(session, typed)
  if (chosen === undefined) return { email, name: null, ...answers }
  const typedMethod = chosen === 'card' ? cardFrom(typed, email) : debitFrom(chosen, typed, email)
  const details = typedMethod.billing_details ?? {}
  const address = { ...details.address, ...lines }
  const save = typed['save_method'] === 'yes' && maySave(session)
  const billing_details = { ...details, address }
  const shown = save ? { allow_redisplay: 'always' } : {}
  const method = { ...typedMethod, billing_details, ...shown }
  const given = Object.keys(address).length > 0 ? { address } : {}
  return { email, name: details.name ?? null, ...given, method, save, ...answers }
}
