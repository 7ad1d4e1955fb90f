/** Where a bank's page sends the payer back to: our own page, which knows how it ended. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export function returnUrl({ id }: { id: string }, work: UnitOfWork): string {
  return `${work.baseUrl}/c/pay/${id}/return`
}

/** The seller's page, told which session it was. */
export function successUrl({
  id,
  success_url,
}: {
  id: string
  success_url: string | null
}): string | null {
  return success_url?.replaceAll('{CHECKOUT_SESSION_ID}', id) ?? null
}
