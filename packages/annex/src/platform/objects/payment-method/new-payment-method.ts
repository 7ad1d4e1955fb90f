/** A new payment method, not yet anybody's. */
import type Stripe from 'stripe'
import { given } from '../../engine/given.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { addressFrom } from '../address.js'
import { readCard, typedTestCard, type CardInput, type TypedCard } from '../card/input.js'
import { testCardByToken } from '../card/known.js'
import { readUsAccount, sepaDebitOf, usAccountOf, type UsAccountInput } from '../debit/input.js'
import { testAccountByToken } from '../debit/test-accounts.js'
import { metadataFrom } from '../metadata.js'
import { spendToken } from '../token/spend.js'
import { cardOf } from './card.js'

type PaymentMethod = Stripe.PaymentMethod
export type CardMethod = PaymentMethod & { card: Stripe.PaymentMethod.Card }

interface BillingInput {
  readonly address?: Stripe.Emptyable<Stripe.AddressParam>
  readonly email?: string | null
  readonly name?: string | null
  readonly phone?: string | null
  readonly tax_id?: string | null
}

/** What the API takes to describe a method: `POST /v1/payment_methods`, `payment_method_data`. */
export interface MethodData {
  readonly type?: string
  readonly card?: CardInput & { readonly token?: string }
  readonly us_bank_account?: UsAccountInput
  readonly sepa_debit?: { readonly iban?: string }
  readonly billing_details?: BillingInput
  readonly allow_redisplay?: string
  readonly metadata?: Stripe.MetadataParam
}

/** @param param the parameter that holds `data`, for refusals: `payment_method_data`; '' at the top */
export function newPaymentMethod(data: MethodData, work: UnitOfWork, param = ''): PaymentMethod {
  const { type } = data
  if (type === undefined) throw parameterMissing(nested('type', param))
  const own = nested(type, param)
  switch (type) {
    case 'card':
      return cardMethodFrom(data, work, own)
    case 'us_bank_account': {
      const input = data.us_bank_account ?? {}
      const us_bank_account = usAccountOf(readUsAccount(input, own), input, work)
      return { ...methodFrom(data, work), type, us_bank_account }
    }
    case 'sepa_debit':
      return {
        ...methodFrom(data, work),
        type,
        sepa_debit: sepaDebitOf(data.sepa_debit?.iban, work, own),
      }
    default:
      return { ...methodFrom(data, work), type, ...shownAs(type, data) }
  }
}

/** A new method from a test token, or undefined when `id` is none. */
export function fromTestToken(id: string, work: UnitOfWork): PaymentMethod | undefined {
  const card = testCardByToken(id)
  if (card) return cardMethod(typedTestCard(card, work.now), {}, work)
  const account = testAccountByToken(id)
  if (!account) return undefined
  const us_bank_account = usAccountOf(account, undefined, work)
  return { ...methodFrom(OWNER, work), type: 'us_bank_account', us_bank_account }
}

// Nobody debits an account without knowing whose it is.
const OWNER: MethodData = { billing_details: { email: 'jenny@example.com', name: 'Jenny Rosen' } }

function cardMethodFrom(data: MethodData, work: UnitOfWork, param: string): CardMethod {
  if (!data.card) throw parameterMissing(param)
  const { token } = data.card
  const typed = token === undefined ? readCard(data.card, work.now) : spendToken(token, work)
  return cardMethod(typed, data, work)
}

/** @param typed the card, from wherever it was read */
export function cardMethod(typed: TypedCard, data: MethodData, work: UnitOfWork): CardMethod {
  const method = methodFrom(data, work)
  const holder = { account: work.caller.account, address: method.billing_details.address }
  return { ...method, type: 'card', card: cardOf(typed, holder) }
}

/** Types that nothing here is known of are kept as they were given, in the shape they are shown in. */
function shownAs(type: string, data: MethodData): Partial<PaymentMethod> {
  const input: unknown = Object.entries(data).find(([name]) => name === type)?.[1]
  return given('payment_method', { [type]: input ?? {} })
}

function methodFrom(data: MethodData, work: UnitOfWork): PaymentMethod {
  return {
    id: work.newId('payment_method'),
    object: 'payment_method',
    allow_redisplay: data.allow_redisplay ?? 'unspecified',
    billing_details: billingDetails(data.billing_details),
    created: work.now,
    customer: null,
    customer_account: null,
    livemode: work.caller.livemode,
    metadata: metadataFrom(data.metadata),
    type: 'card',
  }
}

function billingDetails(given: BillingInput = {}): Stripe.PaymentMethod.BillingDetails {
  const { address, email, name, phone, tax_id } = given
  return {
    address: addressFrom(address),
    email: email || null,
    name: name || null,
    phone: phone || null,
    tax_id: tax_id || null,
  }
}

function nested(name: string, param: string): string {
  return param === '' ? name : `${param}[${name}]`
}
