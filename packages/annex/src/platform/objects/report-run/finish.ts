/** Computes a report and puts it into a file; what cannot be computed here fails and says why. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Contents } from '../file/behaviour.js'
import { csv } from './csv.js'
import { lifecycle } from './lifecycle.js'
import { reportNamed, type Report } from './types.js'

type Run = Stripe.Reporting.ReportRun

export function finishReportRun(contents: Contents): DueTask {
  return (id, work) => {
    const run = work.find('reporting.report_run', id)
    if (!run || !mayRun(lifecycle, 'finish', run)) return
    const report = reportNamed(run.report_type)
    if (report === undefined) {
      const error = `This platform does not compute ${run.report_type}: it knows nothing that the report is about.`
      work.update('reporting.report_run', id, { error, status: 'failed' })
      return
    }
    const result = fileOf(run, textOf(report, run, work), { contents, work })
    work.update('reporting.report_run', id, { result, status: 'succeeded', succeeded_at: work.now })
  }
}

function textOf(report: Report, { parameters }: Run, work: UnitOfWork): string {
  const { interval_start: from = 0, interval_end: until = work.now } = parameters
  const columns = parameters.columns?.length ? parameters.columns : report.columns
  return csv(columns, report.rows({ ...parameters, from, until }, work))
}

function fileOf(
  { id, report_type }: Run,
  text: string,
  { contents, work }: { contents: Contents; work: UnitOfWork },
): Stripe.File {
  const body = Buffer.from(text)
  const file = work.newId('file')
  contents.add(file, { content_type: 'text/csv', body })
  return work.insert('file', {
    id: file,
    object: 'file',
    created: work.now,
    expires_at: null,
    filename: `${id}.csv`,
    purpose: 'finance_report_run',
    size: body.length,
    title: `FinanceReportRun ${report_type}`,
    type: 'csv',
    url: `${work.baseUrl}/v1/files/${file}/contents`,
  })
}
