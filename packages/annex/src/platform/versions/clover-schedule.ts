/** What 2025-09-30.clover took from schedules: phases that last some intervals of their price. */
import { routeFor } from '../../catalogue/catalogue.js'
import type { Fields, Schema } from '../../catalogue/schema.js'
import { optional, type Change } from './change.js'

const ITERATIONS = optional({ iterations: { type: 'integer', minimum: 1 } })

export const scheduleIterations: Change = {
  since: '2025-09-30.clover',
  about:
    '`phases[][iterations]`, so many intervals of the phase’s price, instead of `phases[][duration]`',
  request: {
    operations: ['POST /v1/subscription_schedules', 'POST /v1/subscription_schedules/{schedule}'],
    // Asked for when a request comes: reading the catalogue takes longer than a start should.
    get parameters(): Fields {
      const todays = routeFor('POST', '/v1/subscription_schedules')?.value.parameters.get('phases')
      if (!todays) return ITERATIONS
      return new Map([['phases', { ...todays, schema: withIterations(todays.schema) }]])
    },
    // Which interval that is hangs on the price, so the schedule itself counts them.
    translate: (params) => params,
  },
}

function withIterations(schema: Schema): Schema {
  switch (schema.type) {
    case 'array':
      return { type: 'array', items: withIterations(schema.items) }
    case 'union':
      return { type: 'union', of: schema.of.map(withIterations) }
    case 'object':
      return { type: 'object', fields: new Map([...schema.fields, ...ITERATIONS]) }
    default:
      return schema
  }
}
