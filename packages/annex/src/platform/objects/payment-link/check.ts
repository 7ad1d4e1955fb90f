/** What must hold of a payment link's parameters. */
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkAsked, isWeb } from '../checkout-session/check.js'
import { checkFields } from '../checkout-session/custom-fields.js'
import type { Line } from '../checkout-session/kept.js'
import { notAnUrl } from '../checkout-session/refusals.js'
import type { CreateParams, UpdateParams } from './kept.js'
import { onlyWithRecurring, onlyWithoutRecurring } from './refusals.js'

const OF_SUBSCRIPTIONS = [
  'subscription_data',
  'application_fee_percent',
  'payment_method_collection',
] as const
const OF_PAYMENTS = [
  ...([
    'payment_intent_data',
    'application_fee_amount',
    'invoice_creation',
    'shipping_options',
    'customer_creation',
  ] as const),
] as const

export function checkGiven(params: CreateParams | UpdateParams): void {
  checkAsked(params)
  checkFields(params.custom_fields)
  const { type, redirect } = params.after_completion ?? {}
  if (type !== 'redirect') return
  if (!redirect?.url) throw parameterMissing('after_completion[redirect][url]')
  if (!isWeb(redirect.url)) throw notAnUrl('after_completion[redirect][url]')
}

/** What only payments, or only subscriptions, can be told. */
export function checkMode(params: object, recurring: boolean): void {
  const given = new Map<string, unknown>(Object.entries(params))
  const isGiven = (name: string) => given.get(name) !== undefined && given.get(name) !== null
  const wrong = (recurring ? OF_PAYMENTS : OF_SUBSCRIPTIONS).find(isGiven)
  if (wrong) throw recurring ? onlyWithoutRecurring(wrong) : onlyWithRecurring(wrong)
}

export function isRecurring(lines: readonly Line[], work: UnitOfWork): boolean {
  return lines.some((line) => work.get('price', line.price).recurring !== null)
}
