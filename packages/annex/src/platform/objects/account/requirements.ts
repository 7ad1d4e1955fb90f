/** What is still missing before an account may take and receive money. */
import type Stripe from 'stripe'

type Requirements = Stripe.Account.Requirements

/** Everything that decides what is due. */
export interface Known {
  readonly account: Stripe.Account
  readonly persons: readonly Stripe.Person[]
  readonly hasExternalAccount: boolean
}

const OF_PERSONS = ['first_name', 'last_name', 'dob.day', 'dob.month', 'dob.year', 'email'] as const
const ADDRESS = ['address.line1', 'address.city', 'address.postal_code'] as const

/** Names of parameters, as `requirements[currently_due]` lists them, in alphabetical order. */
export function dueOf(known: Known): string[] {
  const due = [...dueOfBusiness(known), ...dueOfEntity(known)]
  return due.sort()
}

/** What only payouts wait for. */
export const FOR_PAYOUTS = 'external_account'

export function requirementsFor(due: readonly string[], disabled_reason: string | null) {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: [...due],
    disabled_reason: disabled_reason as Requirements['disabled_reason'],
    errors: [],
    eventually_due: [...due],
    past_due: [...due],
    pending_verification: [],
  } satisfies Requirements
}

function dueOfBusiness({ account, hasExternalAccount }: Known): string[] {
  const { business_profile: profile, tos_acceptance: tos } = account
  const isDescribed = Boolean(profile?.url) || Boolean(profile?.product_description)
  const missing: [string, boolean][] = [
    ['business_profile.mcc', !profile?.mcc],
    ['business_profile.url', !isDescribed],
    ['business_type', !account.business_type],
    [FOR_PAYOUTS, !hasExternalAccount],
    ['tos_acceptance.date', !tos?.date],
    ['tos_acceptance.ip', !tos?.ip],
  ]
  return missing.flatMap(([name, isMissing]) => (isMissing ? [name] : []))
}

function dueOfEntity({ account, persons }: Known): string[] {
  if (!account.business_type) return []
  if (account.business_type === 'individual') {
    return dueOfPerson('individual', account.individual)
  }
  const { company } = account
  const fields = ['name', 'phone', ...ADDRESS].filter((path) => !valueAt(company, path))
  const due = fields.map((path) => `company.${path}`)
  if (!company?.tax_id_provided) due.push('company.tax_id')
  const representative = persons.find((person) => person.relationship?.representative)
  return [...due, ...dueOfPerson(representative?.id ?? 'representative', representative)]
}

/** @param prefix `individual`, a person's id, or `representative` while there is none */
function dueOfPerson(prefix: string, person: Stripe.Person | undefined): string[] {
  const due = [...OF_PERSONS, ...ADDRESS].filter((path) => !valueAt(person, path))
  const names = due.map((path) => `${prefix}.${path}`)
  const isIdentified = person?.ssn_last_4_provided || person?.id_number_provided
  return isIdentified ? names : [...names, `${prefix}.ssn_last_4`]
}

function valueAt(object: object | undefined, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  }, object)
}
