/** What list parameters of plain kinds ask for, where they aren't called as the field is. */
import type { Kind } from '../../../catalogue/kinds.js'
import type { Behaviour } from '../../engine/behaviour.js'

type Filters = NonNullable<Behaviour['filters']>

/** The parameter equals a field elsewhere in the object. */
function at(field: string): Filters[string] {
  return (value) => (typeof value === 'string' ? [{ field, operator: '=', value }] : [])
}

/** One word of the parameter means no condition at all. */
function unless(word: string, field: string): Filters[string] {
  return (value) =>
    typeof value === 'string' && value !== word ? [{ field, operator: '=', value }] : []
}

export const lists: Readonly<Partial<Record<Kind, Filters>>> = {
  'financial_connections.account': { session: at('session') },
  shipping_rate: { currency: at('fixed_amount.currency') },
  'tax.registration': { status: unless('all', 'status') },
}
