/** The currency an account of a country begins with. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

const CURRENCIES: Readonly<Record<string, string>> = Object.fromEntries(
  `AE aed|AU aud|BR brl|CA cad|CH chf|CZ czk|DK dkk|GB gbp|HK hkd|HU huf|IN inr|JP jpy|MX mxn|MY myr
NO nok|NZ nzd|PL pln|RO ron|SE sek|SG sgd|TH thb|US usd`
    .split(/[|\n]/)
    .map((entry) => entry.split(' ')),
)

/** Countries of the euro, and all we have no word about, begin with it. */
export function currencyOf(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) throw unknownCountry(country)
  return CURRENCIES[country] ?? 'eur'
}

function unknownCountry(country: string): Refusal {
  return invalidRequest(
    `Country '${country}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US', 'EG', or 'GB'.`,
    { param: 'country' },
  )
}
