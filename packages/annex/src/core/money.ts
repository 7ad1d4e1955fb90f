/** Money: whole numbers of a currency's smallest unit, and how people read them. */

/** Stripe's zero- and three-decimal currencies; all others have two. https://docs.stripe.com/currencies#zero-decimal */
const ZERO_DECIMAL = new Set(
  'bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '),
)
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '))

/** How many digits after the point: 0, 2 or 3. */
export function decimalsOf(currency: string): 0 | 2 | 3 {
  const code = currency.toLowerCase()
  return ZERO_DECIMAL.has(code) ? 0 : THREE_DECIMAL.has(code) ? 3 : 2
}

/** `formatMoney(123456, 'usd')` → `$1,234.56`. */
export function formatMoney(amount: number, currency: string, locale = 'en-US'): string {
  return formatOf(currency, locale).format(amount / 10 ** decimalsOf(currency))
}

/**
 * The price of one, which may be a fraction of the smallest unit: `$0.0025`.
 * @param decimal in the smallest unit, as the API writes it
 */
export function formatUnitPrice(decimal: string, currency: string): string {
  const digits = decimalsOf(currency)
  const fraction = decimal.split('.')[1]?.replace(/0+$/, '').length ?? 0
  const format = new Intl.NumberFormat('en-US', {
    ...{ style: 'currency', currency: currency.toUpperCase(), minimumFractionDigits: digits },
    maximumFractionDigits: Math.min(digits + fraction, 20),
  })
  return format.format(Number(decimal) / 10 ** digits)
}

const formats = new Map<string, Intl.NumberFormat>()

// Making one takes a hundred times as long as using it, and an invoice has a price on every line.
function formatOf(currency: string, locale: string): Intl.NumberFormat {
  const digits = decimalsOf(currency)
  const known = formats.get(`${locale} ${currency}`)
  const format =
    known ??
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: currency.toUpperCase(),
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
  if (!known) formats.set(`${locale} ${currency}`, format)
  return format
}
