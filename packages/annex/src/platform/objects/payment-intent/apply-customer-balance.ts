/** `apply_customer_balance`: uses the customer's cash by hand, where it is not used by itself. */
import type Stripe from 'stripe'
import { integerTooSmall } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { methodGiven } from '../payment-method/given.js'
import { idOrNull } from '../reference.js'
import { available, fund, missing } from './bank-transfer.js'
import {
  customerMissing,
  insufficientCash,
  methodTypeNotAllowed,
  otherCurrency,
} from './refusals.js'

type PaymentIntent = Stripe.PaymentIntent
type Params = Stripe.PaymentIntentApplyCustomerBalanceParams

const TYPE = 'customer_balance'

export function applyCustomerBalance(
  intent: PaymentIntent,
  { amount, currency = intent.currency }: Params,
  work: UnitOfWork,
): PaymentIntent {
  if (idOrNull(intent.customer) === null) throw customerMissing(intent)
  if (!intent.payment_method_types.includes(TYPE)) throw methodTypeNotAllowed(TYPE, intent)
  if (currency !== intent.currency) throw otherCurrency(intent)
  if (amount !== undefined && amount < 1) throw integerTooSmall('amount', 1)
  const lacking = missing(intent, work)
  const asked = amount ?? lacking
  if (asked > available(intent, work) || asked > lacking) throw insufficientCash(intent, 'amount')
  const method = methodFor(intent, work)
  const ready = { ...intent, last_payment_error: null, payment_method: method.id }
  return fund(ready, { method, most: asked }, work).intent
}

/** Cash needs no card; the method only says so. */
function methodFor(intent: PaymentIntent, work: UnitOfWork): Stripe.PaymentMethod {
  const kept = work.find('payment_method', idOrNull(intent.payment_method) ?? '')
  if (kept?.type === TYPE) return kept
  return (
    methodGiven({ payment_method_data: { type: TYPE } }, work) ?? work.get('payment_method', '')
  )
}
