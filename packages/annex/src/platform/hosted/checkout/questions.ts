/** What a session asks its payer beside who they are and how they pay, as fields of one form. */
import type Stripe from 'stripe'
import type { Payer } from '../../objects/checkout-session/payer.js'
import type { Session } from '../../objects/checkout-session/kept.js'
import { fitsFormat } from '../../objects/tax-id/formats.js'
import { COUNTRIES } from '../countries.js'
import { TAX_ID_TYPES, taxIdWords } from '../tax-id-types.js'
import type { Faults, Typed } from '../typed-card.js'

export interface Question {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'tel' | 'numeric' | 'select' | 'check'
  readonly required: boolean
  /** What it holds before anybody types. */
  readonly usual?: string
  readonly options?: readonly (readonly [value: string, label: string])[]
  readonly autocomplete?: string
  readonly minimum?: number
  readonly maximum?: number
}

export interface Group {
  /** Over its fields; null for those that need no words. */
  readonly title: string | null
  readonly questions: readonly Question[]
}

const ask = (name: string, label: string, more: Partial<Question> = {}): Question => {
  return { name, label, type: 'text', required: true, maximum: 200, ...more }
}

/** In the order of the page: after the email, and after the card. */
export function groupsOf(session: Session): { before: readonly Group[]; after: readonly Group[] } {
  const { phone_number_collection: phone, shipping_address_collection: shipping } = session
  const billing = session.billing_address_collection === 'required'
  const own = session.custom_fields.map(ownQuestion)
  const consents = consentsOf(session)
  const contact = phone?.enabled
    ? [ask('phone', 'Phone', { type: 'tel', autocomplete: 'tel' })]
    : []
  const groups = (all: readonly Group[]) => all.filter(({ questions }) => questions.length > 0)
  return {
    before: groups([
      { title: null, questions: [...contact, ...nameQuestions(session)] },
      { title: 'Shipping address', questions: shipping ? shippingQuestions(shipping) : [] },
    ]),
    after: groups([
      { title: 'Billing address', questions: billing ? addressLines('billing') : [] },
      { title: 'Tax ID', questions: taxQuestions(session) },
      { title: null, questions: own },
      { title: null, questions: consents },
    ]),
  }
}

function nameQuestions({ name_collection: names }: Session): Question[] {
  const asked = (name: string, label: string, optional: boolean, autocomplete: string) =>
    ask(name, label, { required: !optional, autocomplete })
  const { business, individual } = names ?? {}
  return [
    ...(individual?.enabled
      ? [asked('individual_name', 'Full name', individual.optional, 'name')]
      : []),
    ...(business?.enabled
      ? [asked('business_name', 'Business name', business.optional, 'organization')]
      : []),
  ]
}

/** The name of the business goes with its number, where it isn't asked for anyway. */
function taxQuestions({ tax_id_collection: asks, name_collection: names }: Session): Question[] {
  if (!asks?.enabled) return []
  const required = asks.required === 'if_supported'
  return [
    ...(names?.business?.enabled
      ? []
      : [ask('business_name', 'Business name', { required, autocomplete: 'organization' })]),
    ask('tax_id_type', 'Type', {
      type: 'select',
      options: TAX_ID_TYPES,
      required,
      usual: 'eu_vat',
    }),
    ask('tax_id', 'Number', { required, maximum: 100 }),
  ]
}

function shippingQuestions({
  allowed_countries,
}: Stripe.Checkout.Session.ShippingAddressCollection): Question[] {
  const options = COUNTRIES.filter(([code]) => allowed_countries.some((one) => one === code))
  return [
    ask('shipping_name', 'Full name', { autocomplete: 'shipping name' }),
    ask('shipping_country', 'Country or region', { type: 'select', options }),
    ...addressLines('shipping'),
    ask('shipping_postal_code', 'Postal code', {
      autocomplete: 'shipping postal-code',
      maximum: 20,
    }),
  ]
}

function addressLines(whose: 'shipping' | 'billing'): Question[] {
  const line = (name: string, label: string, word: string, required = true) =>
    ask(`${whose}_${name}`, label, { required, autocomplete: `${whose} ${word}` })
  return [
    line('line1', 'Street and number', 'address-line1'),
    line('line2', 'Apartment, floor', 'address-line2', false),
    line('city', 'City', 'address-level2'),
    line('state', 'State or province', 'address-level1', false),
  ]
}

function ownQuestion(field: Stripe.Checkout.Session.CustomField): Question {
  const { key, label, optional, type, dropdown, numeric, text } = field
  const bounds = numeric ?? text
  const usual = (dropdown ?? bounds)?.default_value
  return {
    name: `field-${key}`,
    label: label.custom ?? key,
    type: type === 'dropdown' ? 'select' : type === 'numeric' ? 'numeric' : 'text',
    required: !optional,
    ...(usual && { usual }),
    ...(dropdown && { options: dropdown.options.map((one) => [one.value, one.label] as const) }),
    ...(bounds?.minimum_length && { minimum: bounds.minimum_length }),
    maximum: bounds?.maximum_length ?? 255,
  }
}

function consentsOf({ consent_collection, custom_text }: Session): Question[] {
  const words = custom_text.terms_of_service_acceptance?.message
  const terms = words ?? 'I agree to the terms of service.'
  return [
    ...(consent_collection?.terms_of_service === 'required'
      ? [ask('terms', terms, { type: 'check' })]
      : []),
    ...(consent_collection?.promotions === 'auto'
      ? [ask('promotions', 'Send me news and offers.', { type: 'check', required: false })]
      : []),
  ]
}

export function faultsOfAnswers(session: Session, typed: Typed): Faults {
  const { before, after } = groupsOf(session)
  const questions = [...before, ...after].flatMap((group) => group.questions)
  return Object.fromEntries([...faultsOfTaxId(session, typed), ...faultsOfEach(questions, typed)])
}

/** A number says nothing without the name of whose it is. */
function faultsOfTaxId({ tax_id_collection: asks }: Session, typed: Typed): [string, string][] {
  const number = typed['tax_id']?.trim() ?? ''
  if (!asks?.enabled || number === '') return []
  const type = typed['tax_id_type'] ?? ''
  return [
    ...(typed['business_name']?.trim()
      ? []
      : [['business_name', 'This is needed.'] as [string, string]]),
    ...(fitsFormat(type, number)
      ? []
      : [['tax_id', `This is no ${taxIdWords(type)} number.`] as [string, string]]),
  ]
}

function faultsOfEach(questions: readonly Question[], typed: Typed) {
  return Object.entries(
    Object.fromEntries(
      questions.flatMap((question) => {
        const fault = faultOf(question, typed[question.name]?.trim() ?? '')
        return fault === undefined ? [] : [[question.name, fault] as const]
      }),
    ),
  )
}

function faultOf({ type, required, options, minimum, maximum }: Question, text: string) {
  if (text === '') {
    if (!required) return undefined
    return type === 'check' ? 'Tick this to go on.' : 'This is needed.'
  }
  if (options && !options.some(([value]) => value === text)) return 'Choose one of these.'
  if (type === 'numeric' && !/^\d+$/.test(text)) return 'Use digits only.'
  if (minimum !== undefined && text.length < minimum) return `Use at least ${minimum} characters.`
  if (maximum !== undefined && text.length > maximum) return `Use at most ${maximum} characters.`
  return undefined
}

/** The answers as a checkout takes them. Ask `faultsOfAnswers` first. */
export function answersIn(session: Session, typed: Typed): Partial<Payer> {
  const said = (name: string) => typed[name]?.trim() || undefined
  const phone = session.phone_number_collection?.enabled ? said('phone') : undefined
  const { consent_collection: asks } = session
  const keys = session.custom_fields.map(({ key }) => key)
  const answered = keys.flatMap((key) => {
    const value = said(`field-${key}`)
    return value === undefined ? [] : [[key, value] as const]
  })
  return {
    ...(phone && { phone }),
    ...namesIn(session, said),
    ...(answered.length > 0 && { answers: Object.fromEntries(answered) }),
    ...(asks && {
      consent: {
        promotions: asks.promotions === 'auto' ? (said('promotions') ? 'opt_in' : 'opt_out') : null,
        terms_of_service: asks.terms_of_service === 'required' ? 'accepted' : null,
      },
    }),
    ...(session.shipping_address_collection && {
      shipping: {
        name: said('shipping_name') ?? '',
        address: {
          ...linesIn('shipping', said),
          country: said('shipping_country') ?? '',
          postal_code: said('shipping_postal_code') ?? '',
        },
      },
    }),
  }
}

function namesIn(
  { name_collection: names, tax_id_collection: taxes }: Session,
  said: (name: string) => string | undefined,
): Partial<Payer> {
  const business = names?.business?.enabled || taxes?.enabled ? said('business_name') : undefined
  const individual = names?.individual?.enabled ? said('individual_name') : undefined
  const number = taxes?.enabled ? said('tax_id') : undefined
  return {
    ...(business && { businessName: business }),
    ...(individual && { individualName: individual }),
    ...(number && { taxId: { type: said('tax_id_type') ?? '', value: number } }),
  }
}

/** The lines that stand beside the country and postal code of a card. */
export function billingLines(session: Session, typed: Typed): Stripe.AddressParam {
  if (session.billing_address_collection !== 'required') return {}
  return linesIn('billing', (name) => typed[name]?.trim() || undefined)
}

function linesIn(whose: string, said: (name: string) => string | undefined): Stripe.AddressParam {
  const named = ['line1', 'line2', 'city', 'state'].map((name) => [name, said(`${whose}_${name}`)])
  return Object.fromEntries(named.filter(([, value]) => value !== undefined))
}
