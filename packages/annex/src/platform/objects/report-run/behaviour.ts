/** Reports: asked for, computed a moment later from balance transactions, and fetched as a CSV file. */
import type { Behaviour } from '../../engine/behaviour.js'
import { checkRun, finishLater } from './ask.js'
import { lifecycle } from './lifecycle.js'
import { listTypes, retrieveType } from './types.js'

export const reportRun: Behaviour<'reporting.report_run'> = {
  kind: 'reporting.report_run',
  lifecycle,
  blanks: { status: 'pending' },
  check: checkRun,
  afterCreate: finishLater,
}

export const reportType: Behaviour<'reporting.report_type'> = {
  kind: 'reporting.report_type',
  operations: {
    'GET /v1/reporting/report_types': listTypes,
    'GET /v1/reporting/report_types/{report_type}': retrieveType,
  },
}
