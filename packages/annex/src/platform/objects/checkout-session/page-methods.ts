/** How the Checkout page can be paid: cards, and bank accounts in their own currency. */
import type { Session } from './kept.js'
import { notInCurrency, notOnThePage } from './refusals.js'

export const PAGE_METHODS = ['card', 'us_bank_account', 'sepa_debit'] as const
export type PageMethod = (typeof PAGE_METHODS)[number]

/** Debits are for one currency only. */
const CURRENCY: Readonly<Partial<Record<string, string>>> = {
  sepa_debit: 'eur',
  us_bank_account: 'usd',
}

/** What the page offers of what a session allows, in its order. */
export function methodsOf({ payment_method_types }: Session): readonly PageMethod[] {
  return payment_method_types.flatMap((type) => PAGE_METHODS.find((known) => known === type) ?? [])
}

/**
 * @param param the parameter that names them, for refusals
 * @throws Refusal when the page could offer nothing, or something that cannot pay this
 */
export function checkMethods(
  types: readonly string[],
  { currency, param }: { readonly currency: string | null; readonly param: string },
): void {
  const isOffered = types.some((type) => PAGE_METHODS.some((known) => known === type))
  if (!isOffered) throw notOnThePage(types, param)
  const odd = types.find((type) => (CURRENCY[type] ?? currency) !== currency && currency !== null)
  if (odd) throw notInCurrency(odd, { only: CURRENCY[odd] ?? '', given: currency ?? '', param })
}
