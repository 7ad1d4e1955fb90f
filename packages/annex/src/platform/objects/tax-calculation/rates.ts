/**
 * Standard rates by place, as stand-ins: one rate for a country, or a state of the US (its own part
 * alone, without counties and cities), whatever is sold. Right on average, wrong in detail, and not
 * kept up to date: good for seeing that an integration adds tax up, no good for paying it.
 */
import type Stripe from 'stripe'

type TaxType = Stripe.Tax.Calculation.TaxBreakdown.TaxRateDetails.TaxType

export interface Rate {
  /** In percent. */
  readonly percentage: number
  readonly type: TaxType
  readonly display_name: string
  /** Of the US, where states collect it. */
  readonly state: string | null
}

/** Value added tax of the members of the EU. */
const EU: Readonly<Record<string, number>> = {
  ...{ AT: 20, BE: 21, BG: 20, CY: 19, CZ: 21, DE: 19, DK: 25, EE: 24, ES: 21, FI: 25.5, FR: 20 },
  ...{ GR: 24, HR: 25, HU: 27, IE: 23, IT: 22, LT: 21, LU: 17, LV: 21, MT: 18, NL: 21, PL: 23 },
  ...{ PT: 23, RO: 21, SE: 25, SI: 22, SK: 23 },
}

const OTHERS: Readonly<Record<string, readonly [number, TaxType, string]>> = {
  AU: [10, 'gst', 'GST'],
  CA: [5, 'gst', 'GST'],
  CH: [8.1, 'vat', 'VAT'],
  GB: [20, 'vat', 'VAT'],
  JP: [10, 'jct', 'JCT'],
  NO: [25, 'vat', 'VAT'],
  NZ: [15, 'gst', 'GST'],
  SG: [9, 'gst', 'GST'],
}

const STATES: Readonly<Record<string, number>> = {
  ...{ AK: 0, AL: 4, AR: 6.5, AZ: 5.6, CA: 7.25, CO: 2.9, CT: 6.35, DC: 6, DE: 0, FL: 6, GA: 4 },
  ...{ HI: 4, IA: 6, ID: 6, IL: 6.25, IN: 7, KS: 6.5, KY: 6, LA: 5, MA: 6.25, MD: 6, ME: 5.5 },
  ...{ MI: 6, MN: 6.875, MO: 4.225, MS: 7, MT: 0, NC: 4.75, ND: 5, NE: 5.5, NH: 0, NJ: 6.625 },
  ...{ NM: 4.875, NV: 6.85, NY: 4, OH: 5.75, OK: 4.5, OR: 0, PA: 6, RI: 7, SC: 6, SD: 4.2 },
  ...{ TN: 7, TX: 6.25, UT: 4.85, VA: 4.3, VT: 6, WA: 6.5, WI: 5, WV: 6, WY: 4 },
}

/** Undefined where none is known. */
export function rateAt(country: string, state: string | null): Rate | undefined {
  if (country === 'US') {
    const percentage = state === null ? undefined : valueIn(STATES, state)
    if (percentage === undefined) return undefined
    return { percentage, type: 'sales_tax', display_name: 'Sales Tax', state }
  }
  const vat = valueIn(EU, country)
  if (vat !== undefined) return { percentage: vat, type: 'vat', display_name: 'VAT', state: null }
  const [percentage, type, display_name] = valueIn(OTHERS, country) ?? []
  if (percentage === undefined || type === undefined) return undefined
  return { percentage, type, display_name: display_name ?? '', state: null }
}

export function isInEu(country: string): boolean {
  return Object.hasOwn(EU, country)
}

function valueIn<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
