/** Creates a subscription from its form: the card first, where a test card was chosen. */
import { change, type Done, type Refused } from '../change.js'
import type { DashboardContext, Place } from '../context.js'
import { isMetered } from '../products/price-words.js'
import { oneOf } from '../query.js'
import { findShown } from '../shown.js'
import type { SubscriptionForm } from './new-page.js'
import { paymentChoices, type PaymentChoice } from './payment.js'

const MOST_TRIAL_DAYS = 730

export function createSubscription(
  context: DashboardContext,
  place: Place,
  typed: SubscriptionForm,
): Done | Refused {
  const choices = paymentChoices(place.livemode)
  const word = oneOf(
    choices.map((choice) => choice.word),
    typed.payment,
  )
  const choice = choices.find((one) => one.word === word)
  const quantity = wholeNumber(typed.quantity, 1, 10_000)
  if (quantity === undefined) return wrong('quantity', 'Write a whole number from 1 to 10,000.')
  const days = typed.trial_days === '' ? 0 : wholeNumber(typed.trial_days, 0, MOST_TRIAL_DAYS)
  if (days === undefined) return wrong('trial_period_days', 'Write whole days, 730 at most.')
  const { customer, price } = typed
  const sold = findShown(context.store, place, 'price', price)
  // Of what is paid by usage nobody orders a number, and the API takes none.
  const item = sold && isMetered(sold) ? { price } : { price, quantity }
  return withCard(context, place, { customer, choice }, (method) =>
    change(context, {
      ...{ ...place, method: 'POST', path: '/v1/subscriptions' },
      params: {
        ...{ customer, items: [item], ...choice?.params, ...method },
        ...(days > 0 && { trial_period_days: days }),
      },
    }),
  )
}

/** A card that was saved for a subscription nobody got goes again. */
function withCard(
  context: DashboardContext,
  place: Place,
  { customer, choice }: { customer: string; choice: PaymentChoice | undefined },
  create: (method: { default_payment_method?: string }) => Done | Refused,
): Done | Refused {
  if (!choice?.card) return create({})
  const path = `/v1/payment_methods/${choice.card}/attach`
  const saved = change(context, { ...place, method: 'POST', path, params: { customer } })
  if (!saved.ok) return saved
  const id = String(saved.body.id)
  const created = create({ default_payment_method: id })
  if (!created.ok) {
    const detach = `/v1/payment_methods/${encodeURIComponent(id)}/detach`
    change(context, { ...place, method: 'POST', path: detach })
  }
  return created
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : undefined
}

function wrong(param: string, message: string): Refused {
  return { ok: false, param, message }
}
