/** Calculations of tax: of sums that are about to be charged. They change nothing and expire. */
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { pageOf, type PageParams } from '../page.js'
import { calculate, type Aside } from './calculate.js'

const KIND = 'tax.calculation'

export const taxCalculation: Behaviour<typeof KIND> = {
  kind: KIND,
  defaults: calculate,
  include: ({ id }, field, work) =>
    field === 'line_items' && id !== null ? linesOf(id, {}, work) : undefined,
  operations: {
    'GET /v1/tax/calculations/{calculation}/line_items': ({ calculation = '' }, params, work) =>
      linesOf(work.get(KIND, calculation).id ?? calculation, params, work),
  },
}

function linesOf(id: string, params: PageParams, work: UnitOfWork) {
  const { lines = [] } = work.aside<Aside>(id)
  const url = `/v1/tax/calculations/${id}/line_items`
  return pageOf(lines, params, { url, noun: 'tax.calculation_line_item' })
}
