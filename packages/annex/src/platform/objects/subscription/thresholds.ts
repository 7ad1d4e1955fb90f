/** `billing_thresholds`: how much may be used before it is billed, of a subscription and its items. */
import type Stripe from 'stripe'
import { integerTooSmall } from '../../engine/refusals/parameters.js'
import { onlyUsageHasThreshold, thresholdBelowPlan } from './refusals.js'

type Given = Stripe.Emptyable<{ amount_gte?: number; reset_billing_cycle_anchor?: boolean }>

const LEAST = 50

/** @throws Refusal for an amount that can't be charged */
export function thresholdsGiven(
  given: Given | undefined,
  param = 'billing_thresholds',
): Stripe.Subscription.BillingThresholds | null {
  if (!given) return null
  const { amount_gte = null, reset_billing_cycle_anchor = false } = given
  if (amount_gte !== null && amount_gte < LEAST) {
    throw integerTooSmall(`${param}[amount_gte]`, LEAST)
  }
  return { amount_gte, reset_billing_cycle_anchor }
}

/** @throws Refusal for a price that isn't paid by usage, and for less than one unit */
export function itemThresholds(
  given: Stripe.Emptyable<{ usage_gte: number }> | undefined,
  { recurring }: Pick<Stripe.Price, 'recurring'>,
  param: string,
): Stripe.SubscriptionItem['billing_thresholds'] {
  if (!given) return null
  const name = `${param}[billing_thresholds][usage_gte]`
  if (recurring?.usage_type !== 'metered') throw onlyUsageHasThreshold(name)
  if (given.usage_gte < 1) throw integerTooSmall(name, 1)
  return { usage_gte: given.usage_gte }
}

/**
 * What is paid ahead would reach it every time.
 * @param cost a period of all items that aren't paid by usage
 */
export function checkAboveCost(
  { billing_thresholds: limits }: Pick<Stripe.Subscription, 'billing_thresholds'>,
  cost: number,
): void {
  if (limits?.amount_gte && limits.amount_gte <= cost) throw thresholdBelowPlan(cost)
}
