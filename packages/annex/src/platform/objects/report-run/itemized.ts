/** Reports with a line for each movement. */
import { idOrNull } from '../reference.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Row } from './csv.js'
import { inUnits, isPayout, movementsIn, timeIn, type Movement } from './movements.js'
import type { Span } from './types.js'

export function activityItemized(span: Span, work: UnitOfWork): Row[] {
  return movementsIn(span, work)
    .filter((one) => !isPayout(one))
    .map((one) => ({
      ...moneyOf(one),
      created: timeIn(one.created, span.timezone),
      created_utc: timeIn(one.created),
      available_on: timeIn(one.available_on, span.timezone),
      available_on_utc: timeIn(one.available_on),
      source_id: idOrNull(one.source) ?? '',
      description: one.description ?? '',
    }))
}

export function payoutsItemized(span: Span, work: UnitOfWork): Row[] {
  return movementsIn(span, work)
    .filter(isPayout)
    .map((one) => {
      const payout = work.find('payout', idOrNull(one.source) ?? '')
      return {
        ...moneyOf(one),
        effective_at: timeIn(one.created, span.timezone),
        effective_at_utc: timeIn(one.created),
        description: one.description ?? '',
        payout_id: idOrNull(one.source) ?? '',
        payout_expected_arrival_date: payout ? timeIn(payout.arrival_date, span.timezone) : '',
        payout_status: payout?.status ?? '',
        payout_type: payout?.type ?? '',
      }
    })
}

function moneyOf({ id, currency, amount, fee, net, reporting_category }: Movement): Row {
  return {
    balance_transaction_id: id,
    currency,
    gross: inUnits(amount, currency),
    fee: inUnits(fee, currency),
    net: inUnits(net, currency),
    reporting_category,
  }
}
