/** A postal address as it is written on a letter. */
import type Stripe from 'stripe'

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })

export function addressLines(address: Partial<Stripe.Address> | null | undefined): string[] {
  if (!address) return []
  const { line1, line2, city, state, postal_code, country } = address
  const place = placeOf({ city, state, postal_code })
  return [line1, line2, place, country && countryName(country)].filter(
    (line): line is string => typeof line === 'string' && line !== '',
  )
}

/** `Portland, OR 97201` where there are states, `1620 København` where there are none. */
function placeOf({ city, state, postal_code }: Partial<Stripe.Address>): string {
  const join = (parts: readonly unknown[], by: string) => parts.filter(Boolean).join(by)
  if (state) return join([city, join([state, postal_code], ' ')], ', ')
  return join([postal_code, city], ' ')
}

/** `US` → `United States`; what isn't a code of two letters is shown as it was given. */
function countryName(code: string): string {
  return /^[A-Za-z]{2}$/.test(code) ? (countries.of(code.toUpperCase()) ?? code) : code
}
