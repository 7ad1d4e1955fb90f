/** `POST /v1/reporting/report_runs`: which report, of which time, with which columns. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import {
  columnUnknown,
  endsInFuture,
  intervalBackwards,
  onlyOwnAccount,
  typeUnknown,
} from './refusals.js'
import { reportNamed } from './types.js'

type Run = Stripe.Reporting.ReportRun
type Params = Stripe.Reporting.ReportRunCreateParams

/** At Stripe minutes, or an hour. */
const COMPUTED_AFTER_SECONDS = 2

/** All that Stripe offers are called like this; what isn't computed here fails when it is run. */
const NAME = /^[a-z]\w*(?:\.[a-z]\w*)+\.\d+$/

export function checkRun({ report_type, parameters = {} }: Params, work: UnitOfWork): void {
  const report = reportNamed(report_type)
  if (!report && !NAME.test(report_type)) throw typeUnknown(report_type)
  if (parameters.connected_account) throw onlyOwnAccount()
  if (!report) return
  const { interval_start: start, interval_end: end, columns = [] } = parameters
  if (start === undefined) throw parameterMissing('parameters[interval_start]')
  if (end === undefined) throw parameterMissing('parameters[interval_end]')
  if (start >= end) throw intervalBackwards()
  if (end > work.now) throw endsInFuture()
  for (const [index, column] of columns.entries()) {
    if (!report.columns.includes(column)) throw columnUnknown(column, index, report.columns)
  }
}

export function finishLater(run: Run, _params: unknown, work: UnitOfWork): Run {
  work.later(work.now + COMPUTED_AFTER_SECONDS, 'finish_report_run', run.id)
  return run
}
