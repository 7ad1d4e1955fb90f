/** A card that is there: read by a reader, and charged at once or held. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { verdictOn, type Verdict } from '../card/verdict.js'
import { pay } from '../payment-intent/pay.js'
import { newPaymentMethod } from '../payment-method/new-payment-method.js'

type Method = Stripe.PaymentMethod

/** What a simulated reader reads when a test names no number. */
const USUAL = '4242424242424242'

export interface Presented {
  readonly type: 'card_present' | 'interac_present'
  readonly number?: string | undefined
}

/** Under the method's id: the number's own verdict, since nothing the method shows tells it. */
interface Aside {
  readonly verdict: Verdict
}

/** What was read: good for what the reader was asked for, and the same card as one to keep. */
export interface Read {
  readonly method: Method
  /** Not kept yet. */
  readonly card: Method
  readonly verdict: Verdict
}

/** @throws Refusal for a number that is no test card's */
export function readCard({ type, number = USUAL }: Presented, work: UnitOfWork): Read {
  const expiry = { exp_month: 12, exp_year: new Date(work.now * 1000).getUTCFullYear() + 3 }
  const typed = { type: 'card', card: { number, ...expiry, cvc: '123' } }
  const generated = newPaymentMethod(typed, work)
  const { card } = generated
  if (!card) throw new Error('A card has been read that is none.')
  const method = newPaymentMethod({ type }, work)
  const { brand, country, exp_month, exp_year, fingerprint, funding, last4 } = card
  const there = { brand, country, exp_month, exp_year, fingerprint, funding, last4 }
  const kept = work.insert('payment_method', {
    ...method,
    [type]: { ...method[type], ...there, read_method: 'contact_emv' },
  })
  const verdict = verdictOn(card, IN_PERSON)
  work.setAside<Aside>(kept.id, { verdict })
  return { method: kept, card: generated, verdict }
}

/** Who stands at a reader has shown their card; nobody asks for more. */
const IN_PERSON = {
  ...{ authenticated: true, authenticationRequested: false },
  ...{ offSession: false, saved: false },
}

/** @returns why the reader says no, if it does */
export function payInPerson(intent: Stripe.PaymentIntent, method: Method, work: UnitOfWork) {
  const { verdict = { kind: 'approved' } } = work.aside<Aside>(method.id)
  const ready = {
    ...intent,
    ...{ last_payment_error: null, next_action: null, payment_method: method.id },
  }
  const { refusal } = pay(ready, { method, verdict, authenticated: true }, work)
  if (!refusal) return undefined
  const { code = 'card_declined' } = refusal.fields
  return { failure_code: code, failure_message: refusal.message }
}
