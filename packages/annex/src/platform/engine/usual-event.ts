/** The event a kind has for being created, changed or deleted, where it has one. */
import { eventTypes, isEventType, kindsOfEvent } from '../../catalogue/catalogue.js'
import type { EventType, Kind } from '../../catalogue/kinds.js'

type Change = 'created' | 'updated' | 'deleted'

const known = new Map<string, EventType | undefined>()

/**
 * `customer.created`, but `customer.tax_id.created` for what belongs to a customer, and
 * `issuing_card.created` for `issuing.card`.
 */
export function usualEvent(kind: Kind, change: Change): EventType | undefined {
  const name = `${kind}.${change}`
  if (!known.has(name)) known.set(name, find(kind, name))
  return known.get(name)
}

function find(kind: Kind, name: string): EventType | undefined {
  if (isEventType(name)) return name
  const joined = name.replace('.', '_')
  return eventTypes().find(
    (type) => (type === joined || type.endsWith(`.${name}`)) && kindsOfEvent(type).includes(kind),
  )
}
