/** What a charge keeps of the method it was made with: `payment_method_details`. */
import type Stripe from 'stripe'
import { blankFields } from '../../engine/shape.js'
import { kind as entryOf } from '../../../catalogue/catalogue.js'
import type { Random } from '../../../core/random.js'
import { cardDetails, type CardUse } from './card-details.js'

type Details = Stripe.Charge.PaymentMethodDetails
type Method = Pick<
  Stripe.PaymentMethod,
  'id' | 'type' | 'card' | 'card_present' | 'interac_present' | 'us_bank_account' | 'sepa_debit'
>

export function methodDetails(method: Method, use: Omit<CardUse, 'card'>, random: Random): Details {
  const { type, card, us_bank_account: account } = method
  if (card) return { card: cardDetails({ ...use, card }, random), type: 'card' }
  return {
    ...blankDetails(type),
    ...readDetails(method),
    ...(account && { us_bank_account: bankDetails(account) }),
    type,
  }
}

/** A card that a reader has read: what both shapes have, the rest as nobody knows it. */
function readDetails({ card_present, interac_present }: Method): Partial<Details> {
  return {
    ...(card_present && { card_present: whole('card_present', card_present) }),
    ...(interac_present && { interac_present: whole('interac_present', interac_present) }),
  }
}

function whole<T extends 'card_present' | 'interac_present'>(type: T, read: object): Details[T] {
  const blank = new Map(Object.entries(blankDetails(type)[type] ?? {}))
  const known = Object.entries(read).filter(([name]) => blank.has(name))
  return { ...Object.fromEntries(blank), ...Object.fromEntries(known) } as Details[T]
}

function bankDetails(
  account: Stripe.PaymentMethod.UsBankAccount,
): Stripe.Charge.PaymentMethodDetails.UsBankAccount {
  const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } =
    account
  return {
    account_holder_type,
    account_type,
    bank_name,
    fingerprint,
    last4,
    payment_reference: null,
    routing_number,
  }
}

/** The shape of a type that nothing more is known of. */
function blankDetails(type: string): Partial<Details> {
  const details = entryOf('charge').fields.get('payment_method_details')?.schema
  const own = details?.type === 'object' ? details.fields.get(type)?.schema : undefined
  return { [type]: own?.type === 'object' ? blankFields(own.fields) : {} }
}
