/** What must hold of a session's parameters, in the order a reader of Stripe's documentation expects. */
import type { Refusal } from '../../engine/errors.js'
import { parameterMissing, parametersExclusive } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS, MINUTE_SECONDS } from '../billing/durations.js'
import { checkFields } from './custom-fields.js'
import type { CreateParams } from './kept.js'
import {
  expiresTooLate,
  expiresTooSoon,
  notAnUrl,
  notAskedFor,
  notInMode,
  notShown,
  onlyHosted,
  taxIdsNeedNames,
  tooManyDiscounts,
  trialTooShort,
} from './refusals.js'

/** Parameters that only mean something in some modes. */
const ONLY_IN: readonly (readonly [keyof CreateParams, readonly string[]])[] = [
  ['line_items', ['payment', 'subscription']],
  ['optional_items', ['payment', 'subscription']],
  ['payment_intent_data', ['payment']],
  ['invoice_creation', ['payment']],
  ['shipping_options', ['payment']],
  ['subscription_data', ['subscription']],
  ['payment_method_collection', ['subscription']],
  ['setup_intent_data', ['setup']],
  ['customer_creation', ['payment', 'setup']],
  ['discounts', ['payment', 'subscription']],
  ['allow_promotion_codes', ['payment', 'subscription']],
]

/** Of these at most one may be given. */
const EXCLUSIVE: readonly (readonly (keyof CreateParams)[])[] = [
  ['customer', 'customer_email'],
  ['customer', 'customer_creation'],
  ['allow_promotion_codes', 'discounts'],
]

/** Taking them and not asking the payer would pretend. */
const NOT_ASKED_FOR = ['collected_information'] as const

export function checkCreate(params: CreateParams, work: UnitOfWork): void {
  const { mode, ui_mode = 'hosted_page' } = params
  if (mode === undefined) throw parameterMissing('mode')
  if (ui_mode !== 'hosted_page') throw onlyHosted(ui_mode)
  const wrong = ONLY_IN.find(([name, modes]) => params[name] !== undefined && !modes.includes(mode))
  if (wrong) throw notInMode(wrong[0], mode)
  if (mode !== 'setup' && !params.line_items?.length) throw parameterMissing('line_items')
  checkUrls(params)
  for (const names of EXCLUSIVE) {
    if (names.every((name) => params[name] !== undefined)) throw parametersExclusive(names)
  }
  checkAsked(params)
  checkFields(params.custom_fields)
  checkTaxIds(params)
  checkSaving(params)
  if (params.customer) work.get('customer', params.customer, 'customer')
  checkCurrency(params)
  checkPeriod(params)
  checkTimes(params, work.now)
  if ((params.discounts?.length ?? 0) > 1) throw tooManyDiscounts()
}

/** @param params of a session or a payment link */
export function checkAsked(params: object): void {
  const asked = new Map<string, unknown>(Object.entries(params))
  const unasked = NOT_ASKED_FOR.find((name) => isAsked(asked.get(name)))
  if (unasked) throw notAskedFor(unasked)
}

/** `phone_number_collection[enabled]=false` asks for nothing. */
function isAsked(value: unknown): boolean {
  if (value === undefined) return false
  if (value === null || (Array.isArray(value) && value.length === 0)) return false
  return typeof value !== 'object' || Reflect.get(value, 'enabled') !== false
}

function checkUrls({ success_url, cancel_url, return_url }: CreateParams): void {
  if (success_url === undefined) throw parameterMissing('success_url')
  if (return_url !== undefined) throw notForHosted()
  if (!isWeb(success_url)) throw notAnUrl('success_url')
  if (cancel_url !== undefined && !isWeb(cancel_url)) throw notAnUrl('cancel_url')
}

/** A business name goes with a tax id, and so onto the customer. */
function checkTaxIds({ customer, customer_update, tax_id_collection }: CreateParams): void {
  const known = customer !== undefined && customer_update?.name !== 'auto'
  if (known && tax_id_collection?.enabled) throw taxIdsNeedNames()
}

/** Subscriptions keep what pays them, and setup is for nothing else. */
function checkSaving({ mode, saved_payment_method_options: options }: CreateParams): void {
  const param = 'saved_payment_method_options[payment_method_save]'
  if (options?.payment_method_save && mode !== 'payment') throw notInMode(param, mode ?? '')
}

function notForHosted(): Refusal {
  return notInMode('return_url', 'hosted_page')
}

/** A page that a browser can be sent to. */
export function isWeb(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function checkCurrency({
  mode,
  currency,
  allowed_payment_method_types: types,
}: CreateParams): void {
  if (mode === 'setup' && !types && currency === undefined) throw parameterMissing('currency')
}

/** With one of these the first period is a part of one, which the page doesn't show. */
const PARTIAL = ['billing_cycle_anchor', 'billing_cycle_anchor_config'] as const

function checkPeriod({ subscription_data }: CreateParams): void {
  const partial = PARTIAL.find((name) => subscription_data?.[name] !== undefined)
  if (partial) throw notShown(`subscription_data[${partial}]`)
}

function checkTimes({ expires_at, subscription_data }: CreateParams, now: number): void {
  if (expires_at !== undefined && expires_at < now + 30 * MINUTE_SECONDS) throw expiresTooSoon()
  if (expires_at !== undefined && expires_at > now + DAY_SECONDS) throw expiresTooLate()
  const { trial_end, trial_period_days } = subscription_data ?? {}
  if (trial_end === undefined) return
  if (trial_period_days !== undefined) {
    throw parametersExclusive([
      'subscription_data[trial_end]',
      'subscription_data[trial_period_days]',
    ])
  }
  if (trial_end < now + 2 * DAY_SECONDS) throw trialTooShort()
}
