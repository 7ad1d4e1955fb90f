/** A person from what was said about them; secrets are noted as given, and not kept. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { addressFrom } from '../address.js'
import { metadataFrom } from '../metadata.js'

/** What `individual` of an account and the parameters of a person have in common. */
export type PersonInput = Stripe.AccountCreatePersonParams | Stripe.AccountCreateParams.Individual

export function newPerson(given: PersonInput, work: UnitOfWork): Stripe.Person {
  const blank: Stripe.Person = {
    id: work.newId('person'),
    object: 'person',
    account: work.caller.account,
    address: addressFrom(undefined),
    created: work.now,
    dob: { day: null, month: null, year: null },
    email: null,
    first_name: null,
    future_requirements: nothingDue(),
    id_number_provided: false,
    last_name: null,
    metadata: {},
    phone: null,
    relationship: NO_RELATIONSHIP,
    requirements: nothingDue(),
    ssn_last_4_provided: false,
    verification: {
      additional_document: { back: null, details: null, details_code: null, front: null },
      details: null,
      details_code: null,
      document: { back: null, details: null, details_code: null, front: null },
      status: 'unverified',
    },
  }
  return { ...blank, ...personChanges(given, blank) }
}

/** The fields that change; hashes are merged, so that a title leaves the ownership alone. */
export function personChanges(given: PersonInput, before: Stripe.Person): Partial<Stripe.Person> {
  const { address, dob, metadata, relationship, verification, id_number, ssn_last_4 } = given
  const changes = {
    ...plainFields(given),
    ...(address && { address: { ...addressFrom(before.address), ...address } }),
    ...(dob && { dob }),
    ...(metadata && { metadata: metadataFrom({ ...before.metadata, ...metadata }) }),
    ...(relationship && { relationship: relationshipAfter(before, relationship) }),
    ...(id_number && { id_number_provided: true }),
    ...(ssn_last_4 && { ssn_last_4_provided: true }),
  }
  return { ...changes, verification: verificationAfter({ ...before, ...changes }, verification) }
}

const PLAIN = [
  ...(['first_name', 'last_name', 'maiden_name', 'email', 'phone', 'gender'] as const),
  ...(['first_name_kana', 'first_name_kanji', 'last_name_kana', 'last_name_kanji'] as const),
  'political_exposure',
] as const

function plainFields(given: PersonInput): Partial<Stripe.Person> {
  const said = PLAIN.filter((name) => given[name] !== undefined)
  return Object.fromEntries(said.map((name) => [name, given[name] || null]))
}

const NO_RELATIONSHIP: Stripe.Person.Relationship = {
  authorizer: false,
  director: false,
  executive: false,
  legal_guardian: false,
  owner: false,
  percent_ownership: null,
  representative: false,
  title: null,
}

function relationshipAfter(
  before: Stripe.Person,
  { percent_ownership, ...said }: Stripe.AccountCreatePersonParams.Relationship,
): Stripe.Person.Relationship {
  const share =
    percent_ownership === undefined ? {} : { percent_ownership: percent_ownership || null }
  return { ...NO_RELATIONSHIP, ...before.relationship, ...said, ...share }
}

// Test mode believes whoever says who they are.
function verificationAfter(
  person: Stripe.Person,
  given: PersonInput['verification'],
): Stripe.Person.Verification {
  const { verification: before, dob } = person
  const isKnown = Boolean(person.first_name && person.last_name && dob?.year)
  const isProven = Boolean(person.id_number_provided || person.ssn_last_4_provided)
  const document = { ...before?.document, ...given?.document }
  return {
    ...{ additional_document: null, details: null, details_code: null, ...before },
    document: {
      back: document.back ?? null,
      details: null,
      details_code: null,
      front: document.front ?? null,
    },
    status: isKnown && (isProven || document.front) ? 'verified' : 'unverified',
  }
}

function nothingDue() {
  return {
    alternatives: [],
    currently_due: [],
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  }
}
