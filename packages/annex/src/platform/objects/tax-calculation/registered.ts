/** Where the account collects tax: nowhere it isn't registered. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { isInEu } from './rates.js'

interface Place {
  readonly country: string
  readonly state: string | null
}

/** Options of one country, of which few are asked for here. */
interface Options {
  readonly type?: string
  readonly state?: string
}

export function isRegistered(place: Place, at: number, work: UnitOfWork): boolean {
  return work
    .list('tax.registration', {})
    .filter((one) => one.active_from <= at && (one.expires_at ?? Infinity) > at)
    .some((one) => covers(one, place))
}

function covers(registration: Stripe.Tax.Registration, { country, state }: Place): boolean {
  const options = optionsOf(registration)
  // One stop shop: registered in one member state, for customers in all.
  const inAllOfEu = options?.type?.startsWith('oss_') || options?.type === 'ioss'
  if (inAllOfEu && isInEu(country)) return true
  if (registration.country !== country) return false
  return country !== 'US' || options?.state === state
}

function optionsOf({ country, country_options }: Stripe.Tax.Registration): Options | undefined {
  return new Map<string, Options>(Object.entries(country_options)).get(country.toLowerCase())
}
