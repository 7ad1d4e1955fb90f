/** A report that is run: pending, then there or failed, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'

export const lifecycle = lifecycleOf<Stripe.Reporting.ReportRun>({
  // Ours alone: it was computed, or there is nothing here to compute it from.
  verbs: { finish: { from: ['pending'], to: ['succeeded', 'failed'] } },
  entering: {
    succeeded: 'reporting.report_run.succeeded',
    failed: 'reporting.report_run.failed',
  },
})
