/** What every answer of Stripe's has, looked for by hand: a schema would copy each object, field by field. */

/** Whatever has an id; its fields are kept as they came. */
export interface StripeObject {
  id: string
  object: string
  created?: number
  deleted?: boolean
  [field: string]: unknown
}

export interface ListPage {
  object: 'list'
  has_more: boolean
  data: StripeObject[]
}

export function isStripeObject(value: unknown): value is StripeObject {
  if (!isRecord(value)) return false
  const { id, object, created, deleted } = value
  return (
    typeof id === 'string' &&
    id !== '' &&
    typeof object === 'string' &&
    (created === undefined || Number.isSafeInteger(created)) &&
    (deleted === undefined || typeof deleted === 'boolean')
  )
}

export function isListPage(value: unknown): value is ListPage {
  return (
    isRecord(value) &&
    value['object'] === 'list' &&
    typeof value['has_more'] === 'boolean' &&
    Array.isArray(value['data']) &&
    value['data'].every(isStripeObject)
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
