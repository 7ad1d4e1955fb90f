/** What features must come with before a portal can show them, and what they may sell. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { checkWebAddress } from '../web-address.js'
import type { Features, Product } from './features.js'
import {
  maximumBelowMinimum,
  noLoginPage,
  noLongerOffered,
  noPostponing,
  notOfProduct,
  onlyAtOnce,
  onlyRecurringPrices,
  pauseOutOfRange,
  unknownProration,
} from './refusals.js'

type Configuration = Stripe.BillingPortal.Configuration
type Checked = Pick<
  Configuration,
  'business_profile' | 'default_return_url' | 'features' | 'login_page'
>

/** @param after as it will be */
export function checkConfiguration(after: Checked, work: UnitOfWork): void {
  const { features, business_profile, default_return_url, login_page } = after
  if (login_page.enabled) throw noLoginPage()
  checkPause(features.subscription_pause)
  checkAddresses({ ...business_profile, default_return_url })
  checkCustomerUpdate(features.customer_update)
  checkCancel(features.subscription_cancel, work)
  checkUpdate(features.subscription_update, work)
}

function checkAddresses(
  addresses: Configuration['business_profile'] & Pick<Configuration, 'default_return_url'>,
): void {
  const { privacy_policy_url: privacy, terms_of_service_url: terms, default_return_url } = addresses
  if (default_return_url) checkWebAddress(default_return_url, 'default_return_url')
  if (privacy) checkWebAddress(privacy, 'business_profile[privacy_policy_url]')
  if (terms) checkWebAddress(terms, 'business_profile[terms_of_service_url]')
}

function checkCustomerUpdate({ enabled, allowed_updates }: Features['customer_update']): void {
  if (!enabled || allowed_updates.length > 0) return
  throw parameterMissing('features[customer_update][allowed_updates]')
}

function checkCancel(cancel: Features['subscription_cancel'], work: UnitOfWork): void {
  const { mode, proration_behavior, cancellation_reason: reason } = cancel
  if (proration_behavior === 'always_invoice') throw unknownProration()
  if (proration_behavior !== 'none' && mode !== 'immediately') throw onlyAtOnce()
  const within = 'features[subscription_cancel][cancellation_reason]'
  for (const [index, option] of (reason.feedback_options ?? []).entries()) {
    const param = `${within}[feedback_options][${index}]`
    const { status } = work.get('billing.feedback_option', idOf(option), param)
    if (status !== 'active') throw noLongerOffered(idOf(option), param)
  }
  const isEmpty = reason.options.length === 0 && (reason.feedback_options ?? []).length === 0
  if (reason.enabled && isEmpty) throw parameterMissing(`${within}[options]`)
}

const LONGEST_DAYS = 3 * 366

function checkPause({ enabled, duration }: Features['subscription_pause']): void {
  const param = 'features[subscription_pause][duration][interval_options]'
  if (!enabled || duration.type !== 'interval_options') return
  if (duration.interval_options.length === 0) throw parameterMissing(param)
  for (const [index, { interval, interval_count }] of duration.interval_options.entries()) {
    const days = (DAYS[interval] ?? Infinity) * interval_count
    if (interval_count < 1 || days > LONGEST_DAYS) throw pauseOutOfRange(`${param}[${index}]`)
  }
}

/** At least so many; of how many exactly only the calendar knows. */
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 28, year: 365 }

function checkUpdate(update: Features['subscription_update'], work: UnitOfWork): void {
  const within = 'features[subscription_update]'
  if (update.schedule_at_period_end.conditions.length > 0) throw noPostponing()
  for (const [index, product] of (update.products ?? []).entries()) {
    checkProduct(product, `${within}[products][${index}]`, work)
  }
  if (!update.enabled) return
  if (update.default_allowed_updates.length === 0) {
    throw parameterMissing(`${within}[default_allowed_updates]`)
  }
  if ((update.products ?? []).length === 0) throw parameterMissing(`${within}[products]`)
}

function checkProduct(product: Product, param: string, work: UnitOfWork): void {
  work.get('product', product.product, `${param}[product]`)
  const { maximum, minimum } = product.adjustable_quantity
  if (maximum !== null && maximum < minimum) throw maximumBelowMinimum(param)
  for (const [index, id] of product.prices.entries()) {
    const named = `${param}[prices][${index}]`
    const price = work.get('price', id, named)
    if (idOf(price.product) !== product.product) throw notOfProduct(id, product.product, named)
    if (price.recurring === null) throw onlyRecurringPrices(id, named)
  }
}
