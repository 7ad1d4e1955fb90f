/** The reports that are computed here: https://docs.stripe.com/reports/report-types, those about the balance. */
import type Stripe from 'stripe'
import type { Operation } from '../../engine/behaviour.js'
import { resourceMissing } from '../../engine/refusals/objects.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Row } from './csv.js'
import { activityItemized, payoutsItemized } from './itemized.js'
import { activitySummary, balanceSummary, payoutsSummary } from './summaries.js'

/** What a run asks for, its times in Unix seconds, `until` not included. */
export interface Span extends Stripe.Reporting.ReportRun.Parameters {
  readonly from: number
  readonly until: number
}

export interface Report {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: (span: Span, work: UnitOfWork) => Row[]
}

const MONEY = ['currency', 'gross', 'fee', 'net']
const SUMS = ['reporting_category', 'currency', 'count', 'gross', 'fee', 'net']

const REPORTS: Readonly<Record<string, Report>> = {
  'balance.summary.1': {
    name: 'Balance summary',
    columns: ['category', 'description', 'net_amount', 'currency'],
    rows: balanceSummary,
  },
  'balance_change_from_activity.itemized.3': {
    name: 'Balance change from activity, itemized',
    columns: [
      ...['balance_transaction_id', 'created', 'available_on', ...MONEY],
      ...['reporting_category', 'source_id', 'description', 'created_utc', 'available_on_utc'],
    ],
    rows: activityItemized,
  },
  'balance_change_from_activity.summary.1': {
    name: 'Balance change from activity',
    columns: SUMS,
    rows: activitySummary,
  },
  'payouts.itemized.3': {
    name: 'Payouts, itemized',
    columns: [
      ...['payout_id', 'effective_at', ...MONEY, 'balance_transaction_id', 'reporting_category'],
      ...['description', 'payout_expected_arrival_date', 'payout_status', 'payout_type'],
      'effective_at_utc',
    ],
    rows: payoutsItemized,
  },
  'payouts.summary.1': { name: 'Payouts', columns: SUMS, rows: payoutsSummary },
}

export function reportNamed(id: string): Report | undefined {
  return Object.hasOwn(REPORTS, id) ? REPORTS[id] : undefined
}

/** All of them: there are too few for pages. */
export const listTypes: Operation = (_path, _params, work) => ({
  object: 'list',
  data: Object.keys(REPORTS).map((id) => shown(id, work)),
  has_more: false,
  url: '/v1/reporting/report_types',
})

export const retrieveType: Operation = ({ report_type = '' }, _params, work) => {
  if (reportNamed(report_type)) return shown(report_type, work)
  const missing = { noun: 'reporting.report_type', id: report_type, param: 'report_type' }
  throw resourceMissing({ ...missing, inPath: true })
}

function shown(id: string, work: UnitOfWork): Stripe.Reporting.ReportType {
  const { name = '', columns = [] } = reportNamed(id) ?? {}
  const account = work.find('account', work.caller.account)
  return {
    id,
    object: 'reporting.report_type',
    data_available_end: work.now,
    data_available_start: account?.created ?? 0,
    default_columns: [...columns],
    livemode: work.caller.livemode,
    name,
    updated: work.now,
    version: Number(id.split('.').at(-1)),
  }
}
