/** `POST /v1/accounts`: a platform makes an account for somebody. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { request } from '../capability/request.js'
import { addExternalAccount } from '../external-account/manage.js'
import { readExternalAccount, type ExternalAccountInput } from '../external-account/input.js'
import { assess } from './assess.js'
import { changesTo } from './change.js'
import { controllerFor } from './controller.js'
import { currencyOf } from './country.js'
import { requirementsFor } from './requirements.js'

type Params = Stripe.AccountCreateParams

/** What the parameters decide about an account before it exists. */
export function startOf(params: Params) {
  const country = params.country ?? 'US'
  const currency = currencyOf(country)
  return { ...controllerFor(params), country, currency: params.default_currency ?? currency }
}

/** @param work of the account itself, which has a row but no object yet */
export function openAccount(params: Params, work: UnitOfWork): Stripe.Account {
  const { type, controller, country, currency } = startOf(params)
  const blank = { ...blankAccount(work), type, controller, country, default_currency: currency }
  work.insert('account', { ...blank, ...changesTo(blank, params, work) })
  request(params.capabilities ?? usual(type), work)
  const { external_account } = params
  if (external_account !== undefined) addGiven(external_account, work)
  return assess(work)
}

/** Becomes the default for its currency; the account keeps those it had. */
export function addGiven(given: ExternalAccountInput, work: UnitOfWork): void {
  addExternalAccount(readExternalAccount(given, 'external_account', work), true, work)
}

// Somebody with a dashboard of their own means to take payments; others are asked.
function usual(type: string): object {
  if (type !== 'standard') return {}
  return { card_payments: { requested: true }, transfers: { requested: true } }
}

function blankAccount(work: UnitOfWork): Stripe.Account {
  const words = { statement_descriptor: null, ...KANA }
  return {
    id: work.caller.account,
    object: 'account',
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: null,
      minority_owned_business_designation: null,
      name: null,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: null,
    capabilities: {},
    charges_enabled: false,
    created: work.now,
    details_submitted: false,
    email: null,
    future_requirements: requirementsFor([], null),
    metadata: {},
    payouts_enabled: false,
    requirements: requirementsFor([], null),
    settings: {
      bacs_debit_payments: { display_name: null, service_user_number: null },
      branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
      card_issuing: { tos_acceptance: { date: null, ip: null } },
      card_payments: {
        decline_on: { avs_failure: false, cvc_failure: false },
        statement_descriptor_prefix: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      dashboard: { display_name: null, timezone: 'Etc/UTC' },
      invoices: { default_account_tax_ids: null, hosted_payment_method_save: 'offer' },
      payments: words,
      payouts: {
        debit_negative_balances: false,
        schedule: { delay_days: 2, interval: 'daily' },
        statement_descriptor: null,
      },
      sepa_debit_payments: {},
    },
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: 'none',
  }
}

const KANA = {
  statement_descriptor_kana: null,
  statement_descriptor_kanji: null,
  statement_descriptor_prefix_kana: null,
  statement_descriptor_prefix_kanji: null,
}
