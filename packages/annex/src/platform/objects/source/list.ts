/** `GET /v1/customers/:id/sources`: three kinds in one list, a page at a time. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { pageOf } from '../page.js'
import { sourcesOf } from './kept.js'

export function listSources(
  customer: string,
  params: Stripe.CustomerListSourcesParams,
  work: UnitOfWork,
) {
  const { object } = params
  const all = sourcesOf(customer, work).filter((one) => !object || one.object === object)
  return pageOf(all, params, { url: `/v1/customers/${customer}/sources`, noun: 'source' })
}
