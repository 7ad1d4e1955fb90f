/** Billing's refusals as pages. */
import { BillingAway, BillingRefused } from '../billing/refusals.js'
import { PageRefusal } from '../people/refusal.js'

/** Waits for what billing does; what it refuses becomes a page with its own words. */
export async function asPage<T>(
  doing: Promise<T>,
  refused: (error: BillingRefused) => PageRefusal = cannot,
): Promise<T> {
  try {
    return await doing
  } catch (error) {
    if (error instanceof BillingRefused) throw refused(error)
    if (error instanceof BillingAway) {
      throw new PageRefusal(502, 'Stripe didn’t answer', error.message)
    }
    throw error
  }
}

function cannot({ message }: BillingRefused): PageRefusal {
  return new PageRefusal(409, 'That can’t be done', message)
}

/** A session's id in the address proves nothing about who came with it. */
export function notThisAccounts({ message }: BillingRefused): PageRefusal {
  return new PageRefusal(403, 'Not this account’s checkout', message)
}
