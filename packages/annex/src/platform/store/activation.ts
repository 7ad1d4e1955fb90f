/** Marks an account as activated, in its row and in the object each mode shows. */
import { layOutListed } from '../../core/layout.js'
import { findObject, updateObject } from './objects.js'
import type { Store } from './store.js'

/** One object as it is now, and what it was before. */
export interface ActivatedObject {
  livemode: boolean
  object: { id: string }
  previous_attributes: Record<string, unknown>
}

const ACTIVE = {
  capabilities: { card_payments: 'active', transfers: 'active' },
  charges_enabled: true,
  details_submitted: true,
  payouts_enabled: true,
}

/** @returns nothing when it was activated before */
export function markActivated(store: Store, account: string): ActivatedObject[] {
  const changed = store.run(
    'update accounts set activated = 1 where id = ? and activated = 0',
    account,
  )
  return changed === 0 ? [] : [false, true].flatMap((mode) => activateObject(store, account, mode))
}

function activateObject(store: Store, account: string, livemode: boolean): ActivatedObject[] {
  const place = { account, livemode, kind: 'account' } as const
  const row = findObject(store, place, account)
  if (!row) return []
  const before: Record<string, unknown> = JSON.parse(row.body)
  const object = { ...before, id: account, ...ACTIVE }
  const keys = {}
  updateObject(store, place, { id: account, body: layOutListed(object), keys, before: keys })
  const previous = Object.keys(ACTIVE).map((name) => [name, before[name]] as const)
  return [{ livemode, object, previous_attributes: Object.fromEntries(previous) }]
}
