/** Countries an account can be in, and the currency each begins with. */

export interface Country {
  code: string
  name: string
  currency: string
}

const TABLE = `
AT Austria eur|AU Australia aud|BE Belgium eur|BR Brazil brl|CA Canada cad|CH Switzerland chf
CZ Czechia czk|DE Germany eur|DK Denmark dkk|EE Estonia eur|ES Spain eur|FI Finland eur
FR France eur|GB United Kingdom gbp|GR Greece eur|HK Hong Kong hkd|HU Hungary huf|IE Ireland eur
IN India inr|IT Italy eur|JP Japan jpy|LT Lithuania eur|LU Luxembourg eur|LV Latvia eur
MT Malta eur|MX Mexico mxn|MY Malaysia myr|NL Netherlands eur|NO Norway nok|NZ New Zealand nzd
PL Poland pln|PT Portugal eur|RO Romania ron|SE Sweden sek|SG Singapore sgd|SI Slovenia eur
SK Slovakia eur|TH Thailand thb|US United States usd`

export const COUNTRIES: readonly Country[] = TABLE.trim()
  .split(/[|\n]/)
  .map((entry) => {
    const words = entry.split(' ')
    return {
      code: words[0] ?? '',
      name: words.slice(1, -1).join(' '),
      currency: words.at(-1) ?? '',
    }
  })
  .sort((a, b) => a.name.localeCompare(b.name, 'en'))

export function findCountry(code: string): Country | undefined {
  return COUNTRIES.find((country) => country.code === code)
}
