/** What a quote says beside its lines: words, dates, how it is billed, what is shared. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { ratesGiven } from '../tax-rate/given.js'
import { texts } from '../subscription-schedule/phase-items.js'
import type { Quote } from './kept.js'
import { daysRequired, expiresInThePast, noCurrentPeriodEnd } from './refusals.js'

/** Creation may also say how it bills; all else is the same. */
type Params = Omit<Stripe.QuoteUpdateParams, 'subscription_data'> & {
  readonly subscription_data?: Stripe.QuoteUpdateParams.SubscriptionData &
    Pick<Stripe.QuoteCreateParams.SubscriptionData, 'billing_mode'>
}

/** Those fields that are spoken of. @param before what they were, or are at first */
export function termsGiven(params: Params, before: Quote, work: UnitOfWork): Partial<Quote> {
  const { default_tax_rates, expires_at, transfer_data } = params
  if (expires_at !== undefined && expires_at <= work.now) throw expiresInThePast()
  const terms: Partial<Quote> = {
    ...wordsGiven(params),
    ...(params.collection_method && { collection_method: params.collection_method }),
    ...(default_tax_rates !== undefined && {
      default_tax_rates: ratesGiven(default_tax_rates, work, 'default_tax_rates').map(
        ({ id }) => id,
      ),
    }),
    ...(expires_at !== undefined && { expires_at }),
    invoice_settings: settingsAfter(params.invoice_settings, before.invoice_settings),
    subscription_data: dataAfter(params.subscription_data, before.subscription_data),
    ...(transfer_data !== undefined && { transfer_data: transferGiven(transfer_data) }),
  }
  const { collection_method, invoice_settings } = { ...before, ...terms }
  const isSent = collection_method === 'send_invoice'
  if (isSent && invoice_settings.days_until_due === null) throw daysRequired()
  return terms
}

function wordsGiven(params: Params): Partial<Quote> {
  const { description, footer, header, on_behalf_of } = params
  const { application_fee_amount: amount, application_fee_percent: percent } = params
  return {
    ...(description !== undefined && { description: description || null }),
    ...(footer !== undefined && { footer: footer || null }),
    ...(header !== undefined && { header: header || null }),
    ...(on_behalf_of !== undefined && { on_behalf_of: on_behalf_of || null }),
    ...(amount !== undefined && { application_fee_amount: amount || null }),
    ...(percent !== undefined && { application_fee_percent: percent || null }),
  }
}

function settingsAfter(
  given: Params['invoice_settings'],
  before: Quote['invoice_settings'],
): Quote['invoice_settings'] {
  if (!given) return before
  return {
    ...before,
    ...(given.custom_fields !== undefined && { custom_fields: given.custom_fields || null }),
    ...(given.days_until_due !== undefined && { days_until_due: given.days_until_due }),
    ...(given.description !== undefined && { description: given.description || null }),
    ...(given.footer !== undefined && { footer: given.footer || null }),
  }
}

function dataAfter(
  given: Params['subscription_data'],
  before: Quote['subscription_data'],
): Quote['subscription_data'] {
  if (!given) return before
  const { description, effective_date, metadata, trial_period_days, billing_mode } = given
  if (effective_date === 'current_period_end') throw noCurrentPeriodEnd()
  return {
    ...before,
    ...(billing_mode && { billing_mode: { type: billing_mode.type } }),
    ...(description !== undefined && { description: description || null }),
    ...(effective_date !== undefined && { effective_date: effective_date || null }),
    // Said anew, not merged.
    ...(metadata !== undefined && { metadata: texts(metadata) }),
    ...(trial_period_days !== undefined && { trial_period_days: trial_period_days || null }),
  }
}

function transferGiven(given: Params['transfer_data']): Quote['transfer_data'] {
  if (!given) return null
  const { amount = null, amount_percent = null, destination } = given
  return { amount, amount_percent, destination }
}
