/** An account's balance settings: for how long its money is held, and when it is paid out. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { settingsAfter } from '../../engine/settings.js'
import { USUAL_DAYS } from '../balance-transaction/delay-days.js'
import { checkDelayDays, checkPayoutDays } from './check.js'

const KIND = 'balance_settings'

type Params = Stripe.BalanceSettingsUpdateParams

export const balanceSettings: Behaviour<typeof KIND> = {
  kind: KIND,
  blanks: {
    'payments.payouts.status': 'enabled',
    'payments.debit_negative_balances': true,
    'payments.settlement_timing.delay_days': USUAL_DAYS,
  },
  check({ payments }: Params) {
    const { delay_days_override } = payments?.settlement_timing ?? {}
    checkDelayDays(delay_days_override, 'payments[settlement_timing][delay_days_override]')
    const days = payments?.payouts?.schedule?.monthly_payout_days
    checkPayoutDays(days, 'payments[payouts][schedule][monthly_payout_days]')
  },
  changes(params: Params, before) {
    if (params.payments?.settlement_timing?.delay_days_override === undefined) return {}
    const { payments } = { ...before, ...settingsAfter(KIND, before, { ...params }) }
    return { payments: { ...payments, settlement_timing: inForce(payments.settlement_timing) } }
  },
}

/** What was set is what holds; emptied, it is the usual again. */
function inForce(timing: Stripe.BalanceSettings.Payments.SettlementTiming) {
  return { ...timing, delay_days: timing.delay_days_override || USUAL_DAYS }
}
