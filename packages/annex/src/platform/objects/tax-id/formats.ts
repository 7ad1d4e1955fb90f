/** How tax ids look, for the types people use most: https://docs.stripe.com/billing/customer/tax-ids. */

/** The countries whose letters open a `eu_vat`; Greece and Northern Ireland have their own. */
const EU = 'AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI'

const FORMATS = new Map<string, RegExp>(
  Object.entries({
    au_abn: /^\d{11}$/,
    br_cnpj: /^\d{2}\.?\d{3}\.?\d{3}\/?\d{4}-?\d{2}$/,
    br_cpf: /^\d{3}\.?\d{3}\.?\d{3}-?\d{2}$/,
    ca_bn: /^\d{9}$/,
    ch_vat: /^CHE-?\d{3}\.?\d{3}\.?\d{3} ?(MWST|TVA|IVA)$/i,
    eu_vat: new RegExp(`^(${EU})[A-Z0-9+*]{2,12}$`),
    gb_vat: /^GB(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
    in_gst: /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]$/,
    no_vat: /^\d{9}MVA$/,
    nz_gst: /^\d{8,9}$/,
    us_ein: /^\d{2}-?\d{7}$/,
  }),
)

/** Types whose format nobody wrote down here take any value. */
export function fitsFormat(type: string, value: string): boolean {
  return value !== '' && (FORMATS.get(type)?.test(value) ?? true)
}

/** Where the id was issued: most types say so, European ones say it in their value. */
export function countryOf(type: string, value: string): string | null {
  if (type === 'eu_oss_vat') return null
  if (type !== 'eu_vat') return type.slice(0, 2).toUpperCase()
  const letters = value.slice(0, 2)
  return letters === 'EL' ? 'GR' : letters === 'XI' ? 'GB' : letters
}
