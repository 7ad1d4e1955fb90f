/** Balance transactions: kept as recorded, and available once their time has come. */
import type { Behaviour } from '../../engine/behaviour.js'
import { inPayout } from '../payout/contents.js'

export const balanceTransaction: Behaviour<'balance_transaction'> = {
  kind: 'balance_transaction',
  filters: {
    payout: (id, work) => (typeof id === 'string' ? inPayout(id, work) : []),
  },
  // No row changes at midnight; which side of it we are on is a matter of reading the clock.
  read: (transaction, work) => ({
    ...transaction,
    status: transaction.available_on <= work.now ? 'available' : 'pending',
  }),
}
