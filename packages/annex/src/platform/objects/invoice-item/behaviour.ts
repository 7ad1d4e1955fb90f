/** Invoice items: pending ones wait for the customer's next invoice; others stand on a draft. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { comparisons } from '../../engine/filters.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { entryOf } from '../invoice/entry.js'
import { addEntries, dropItem, replaceEntry } from '../invoice/draft.js'
import { idOrNull } from '../reference.js'
import { changesOf, itemGiven } from './given.js'
import { lineOperations } from './line-operations.js'
import { itemIsFixed } from './refusals.js'

type InvoiceItem = Stripe.InvoiceItem
type CreateParams = Stripe.InvoiceItemCreateParams

export const invoiceItem: Behaviour<'invoiceitem'> = {
  kind: 'invoiceitem',
  check(params: CreateParams, work, before) {
    if (before) return checkChangeable(before, work)
    if (params.customer === undefined && params.invoice === undefined) {
      throw parameterMissing('customer')
    }
  },
  defaults: itemGiven,
  afterCreate(item, _params, work) {
    const invoice = idOrNull(item.invoice)
    if (invoice !== null) addEntries(invoice, [entryOf(item, work)], work)
    return item
  },
  changes(params: Stripe.InvoiceItemUpdateParams, before, work) {
    const changes = changesOf(params, before, work)
    const invoice = idOrNull(before.invoice)
    if (invoice !== null) replaceEntry(invoice, { ...before, ...changes }, work)
    return changes
  },
  beforeRemove(item, work) {
    checkChangeable(item, work)
    const invoice = idOrNull(item.invoice)
    if (invoice !== null) dropItem(invoice, item.id, work)
  },
  operations: lineOperations,
  filters: {
    created: (value) => (value === undefined ? [] : comparisons('created', value)),
    pending: (value) =>
      value === undefined
        ? []
        : [{ field: 'invoice', operator: value ? '=' : '>', value: value ? null : '' }],
  },
}

function checkChangeable(item: InvoiceItem, work: UnitOfWork): void {
  const invoice = idOrNull(item.invoice)
  if (invoice === null || work.find('invoice', invoice)?.status === 'draft') return
  throw itemIsFixed(item.id)
}
