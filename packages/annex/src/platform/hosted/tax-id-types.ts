/** The types of tax ids, as a payer chooses from them. */
import { enumOf } from '../../catalogue/catalogue.js'

/** `eu_vat` → `EU VAT`: all of them are abbreviations. */
export function taxIdWords(type: string): string {
  return type.replaceAll('_', ' ').toUpperCase()
}

export const TAX_ID_TYPES = (enumOf('tax_id', 'type') ?? [])
  .filter((type) => type !== 'unknown')
  .map((type) => [type, taxIdWords(type)] as const)
