/** What processing a payment costs: 2.9 % + 30, or what an account's metadata says. */
import type Stripe from 'stripe'
import { decimalsOf } from '../../../core/money.js'

/** Set on an account to give it its own pricing: `{ annex_fees: '1.5% + 25' }`. */
const FEES_METADATA = 'annex_fees'

/** A part of the amount, and a fixed part in cents (in hundredths, whatever the currency's unit). */
export interface Pricing {
  readonly percent: number
  readonly fixed: number
}

const STANDARD: Pricing = { percent: 2.9, fixed: 30 }

/** What a dispute costs, whoever wins it: 15.00. */
export const DISPUTE_FEE = 1500

/** @returns the account's own pricing; the standard one where it has none, or none we can read */
export function pricingOf(metadata: Stripe.Metadata | undefined): Pricing {
  const own = /^\s*(\d+(?:\.\d+)?)\s*%\s*\+\s*(\d+)\s*$/.exec(metadata?.[FEES_METADATA] ?? '')
  return own ? { percent: Number(own[1]), fixed: Number(own[2]) } : STANDARD
}

/** The fee on `amount`, never more than the amount itself. */
export function feeOf(amount: number, currency: string, pricing: Pricing): number {
  const fixed = Math.round(pricing.fixed * 10 ** (decimalsOf(currency) - 2))
  return Math.min(amount, Math.round((amount * pricing.percent) / 100) + fixed)
}
