/** What can be wrong with asking for a report. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function typeUnknown(type: string): Refusal {
  return invalidRequest(`No such report type: '${type.slice(0, 100)}'`, {
    ...{ code: 'resource_missing', param: 'report_type' },
  })
}

export function intervalBackwards(): Refusal {
  return invalidRequest('The interval_start must be before the interval_end.', {
    param: 'parameters[interval_start]',
  })
}

export function endsInFuture(): Refusal {
  return invalidRequest(
    'The interval_end must not be after the data_available_end of the report type, which is now.',
    { param: 'parameters[interval_end]' },
  )
}

export function columnUnknown(column: string, index: number, known: readonly string[]): Refusal {
  return invalidRequest(
    `The report has no column '${column.slice(0, 100)}' here. It has ${known.join(', ')}.`,
    { param: `parameters[columns][${index}]` },
  )
}

export function onlyOwnAccount(): Refusal {
  return invalidRequest(
    'Reports here are about the account that asks. Ask with its own key, or with the Stripe-Account header.',
    { param: 'parameters[connected_account]' },
  )
}
