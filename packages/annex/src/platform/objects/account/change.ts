/** What an account's parameters say about it: hashes are merged, everything else follows from that. */
import type Stripe from 'stripe'
import { settingsAfter } from '../../engine/settings.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { checkWithin } from '../amounts.js'
import { checkDelayDays, checkPayoutDays } from '../balance-settings/check.js'
import { newPerson, personChanges } from '../person/fields.js'

type Account = Stripe.Account
/** What creating and updating have in common. */
type Params = Omit<Stripe.AccountUpdateParams, 'external_account' | 'documents'>

/** The fields that change directly, before anything is assessed. */
export function changesTo(before: Account, params: Params, work: UnitOfWork): Partial<Account> {
  const { business_profile, company, email, metadata, settings, tos_acceptance } = params
  const hashes = {
    ...(business_profile && { business_profile }),
    ...(settings && { settings: withDays(settings) }),
    ...(tos_acceptance && { tos_acceptance }),
  }
  return {
    ...settingsAfter('account', before, hashes),
    ...(params.business_type && { business_type: params.business_type }),
    ...(company && companyAfter(before, company)),
    ...(params.default_currency && { default_currency: params.default_currency }),
    ...(email !== undefined && { email: email || null }),
    ...(params.individual && { individual: individualAfter(before, params.individual, work) }),
    ...(metadata !== undefined && { metadata: metadataAfter(before, metadata) }),
  }
}

function metadataAfter(before: Account, given: Params['metadata']): Stripe.Metadata {
  return given ? metadataFrom({ ...before.metadata, ...given }) : {}
}

/** Numbers that identify the company are noted as given, and not kept. */
function companyAfter(
  before: Account,
  given: Stripe.AccountUpdateParams.Company,
): Partial<Account> {
  const { tax_id, vat_id, verification: _, ...said } = given
  const noted = {
    ...(tax_id && { tax_id_provided: true }),
    ...(vat_id && { vat_id_provided: true }),
  }
  const company = { ...before.company, ...noted }
  return settingsAfter('account', { ...before, company }, { company: said })
}

/** The one person an account is of is a person of it like any other. */
function individualAfter(
  before: Account,
  given: Stripe.AccountUpdateParams.Individual,
  work: UnitOfWork,
): Stripe.Person {
  const known = before.individual && work.find('person', before.individual.id)
  if (known) return work.update('person', known.id, personChanges(given, known))
  return work.insert('person', newPerson(given, work))
}

function checkSchedule(schedule: Stripe.AccountUpdateParams.Settings.Payouts.Schedule = {}): void {
  const of = 'settings[payouts][schedule]'
  checkDelayDays(schedule.delay_days, `${of}[delay_days]`)
  checkWithin([1, 31], schedule.monthly_anchor, `${of}[monthly_anchor]`)
  checkPayoutDays(schedule.monthly_payout_days, `${of}[monthly_payout_days]`)
}

// `minimum` is what an account of this country may have: two days.
function withDays(settings: Stripe.AccountUpdateParams.Settings): object {
  const schedule = settings.payouts?.schedule
  checkSchedule(schedule)
  if (schedule?.delay_days !== 'minimum') return settings
  const payouts = { ...settings.payouts, schedule: { ...schedule, delay_days: 2 } }
  return { ...settings, payouts }
}
