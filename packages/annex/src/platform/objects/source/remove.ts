/** Takes a source from its customer, and with it the payment method of the same name. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { detach } from '../payment-method/detach.js'
import { sourceNamed, sourcesOf, type CustomerSource } from './kept.js'

/** A card or bank account is deleted; a `src_` object is only `consumed`. */
export function removeSource(customer: string, id: string, work: UnitOfWork): object {
  const source = sourceNamed(customer, id, work)
  const removed = take(source, work)
  const method = work.find('payment_method', id)
  if (method?.customer) detach(method, undefined, work)
  chooseDefault(customer, id, work)
  return removed
}

/** The method of a source was detached: the source goes with it. */
export function removeDetached(id: string, work: UnitOfWork): void {
  const source = work.find('card', id) ?? work.find('source', id)
  if (!source || typeof source.customer !== 'string') return
  take(source, work)
  chooseDefault(source.customer, id, work)
}

function take(source: CustomerSource, work: UnitOfWork): object {
  if (source.object !== 'source') return work.remove(source.object, source.id)
  const consumed = work.update('source', source.id, { customer: undefined, status: 'consumed' })
  work.announce('customer.source.deleted', consumed)
  return consumed
}

/** Who loses the default source gets the newest of the others. */
function chooseDefault(customer: string, removed: string, work: UnitOfWork): void {
  if (work.find('customer', customer)?.default_source !== removed) return
  const [next] = sourcesOf(customer, work)
  work.update('customer', customer, { default_source: next?.id ?? null })
}
