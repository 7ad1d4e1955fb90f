/** Outbound transfers (to the account's own bank) and payments (to somebody else's). */
import type { Behaviour } from '../../engine/behaviour.js'
import { leaving } from './leave.js'
import { payments, transfers } from './lifecycle.js'
import { verbsOf } from './verbs.js'

const TRANSFER = 'treasury.outbound_transfer'
const PAYMENT = 'treasury.outbound_payment'

export const outboundTransfer: Behaviour<typeof TRANSFER> = {
  kind: TRANSFER,
  lifecycle: transfers,
  blanks: { status: 'processing' },
  defaults: leaving(TRANSFER),
  verbs: verbsOf(TRANSFER),
}

export const outboundPayment: Behaviour<typeof PAYMENT> = {
  kind: PAYMENT,
  lifecycle: payments,
  blanks: { status: 'processing' },
  defaults: leaving(PAYMENT),
  verbs: verbsOf(PAYMENT),
}
