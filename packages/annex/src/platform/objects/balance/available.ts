/** What can be paid out or passed on now. */
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

/** Available in one currency, of one way in or of all. */
export function availableIn(currency: string, work: UnitOfWork, source_type?: string): number {
  return work
    .funds()
    .filter((row) => row.currency === currency && row.available_on <= work.now)
    .filter((row) => source_type === undefined || row.source_type === source_type)
    .reduce((sum, row) => sum + row.net, 0)
}

/** Money that isn't there yet: pending money doesn't count. */
export function balanceInsufficient(available: number, currency: string, whole: string): Refusal {
  const held = formatMoney(Math.max(available, 0), currency)
  return invalidRequest(
    `${whole} Your available balance in ${currency} is ${held}. Payments become available two business days after they were made; in test mode, the card 4000000000000077 (pm_card_bypassPending) adds to the available balance at once.`,
    { code: 'balance_insufficient' },
  )
}
