/** Money that a customer has sent by bank transfer and that no payment has used yet. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { idOf } from '../reference.js'
import { availableTo } from './available.js'

type UpdateParams = Stripe.CustomerUpdateCashBalanceParams

export const cashBalance: Behaviour<'cash_balance'> = {
  kind: 'cash_balance',
  blanks: {
    'settings.reconciliation_mode': 'automatic',
    'settings.using_merchant_default': true,
  },
  changes({ settings }: UpdateParams) {
    const mode = settings?.reconciliation_mode
    if (mode === undefined) return {}
    const isDefault = mode === 'merchant_default'
    return {
      settings: {
        reconciliation_mode: isDefault ? 'automatic' : mode,
        using_merchant_default: isDefault,
      },
    }
  },
  read(balance, work) {
    return { ...balance, available: availableTo(idOf(balance.customer), work) }
  },
}
