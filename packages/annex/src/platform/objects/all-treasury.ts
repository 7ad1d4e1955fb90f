/** The part of `all.ts` that keeps money in financial accounts. */
import type { Behaviour } from '../engine/behaviour.js'
import { financialAccount, treasuryTransaction } from './treasury/financial-account.js'
import { inboundTransfer } from './treasury-inbound/inbound-transfer.js'
import { receivedCredit, receivedDebit } from './treasury-inbound/received-credit.js'
import { outboundPayment, outboundTransfer } from './treasury-outbound/behaviours.js'

export const treasuryBehaviours: readonly Behaviour[] = [
  financialAccount,
  inboundTransfer,
  outboundPayment,
  outboundTransfer,
  receivedCredit,
  receivedDebit,
  treasuryTransaction,
]
