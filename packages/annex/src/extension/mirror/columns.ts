/** What of an object has a column of its own: what people filter by and join on, as the catalogue types it. */
import { kind } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import type { Schema } from '../../catalogue/schema.js'
import type { KnownTable } from './table.js'

export interface TypedColumn {
  name: string
  /** Where in the body it stands. */
  path: readonly string[]
  type: 'text' | 'bigint' | 'boolean'
  /** The kind whose id it holds. */
  refersTo: Kind | undefined
}

/** Fields that mean the same wherever they are. */
const WORDS = new Set([
  ...['currency', 'status', 'type', 'active', 'quantity', 'reason', 'email', 'name', 'number'],
  ...['amount', 'amount_due', 'amount_paid', 'amount_remaining', 'amount_refunded', 'amount_total'],
  ...['unit_amount', 'subtotal', 'total', 'net', 'fee', 'refunded', 'disputed'],
  ...['code', 'lookup_key', 'mode', 'payment_status', 'collection_method', 'billing_reason'],
  ...['due_date', 'available_on', 'arrival_date', 'canceled_at', 'ended_at', 'trial_end'],
  ...['period_start', 'period_end', 'current_period_start', 'current_period_end'],
  ...['reporting_category', 'source', 'cancel_at_period_end', 'valid', 'default_currency'],
])

/** References that hardly anybody follows; every column costs each write a little. */
const SELDOM = new Set(['failure_balance_transaction', 'latest_revision'])

type Deep = Readonly<Record<string, { path: readonly string[]; refersTo: Kind }>>

/** What people look for further inside. */
const DEEP: Partial<Record<KnownTable, Deep>> = {
  invoices: {
    subscription: {
      path: ['parent', 'subscription_details', 'subscription'],
      refersTo: 'subscription',
    },
  },
  invoiceitems: { price: { path: ['pricing', 'price_details', 'price'], refersTo: 'price' } },
  invoice_line_items: {
    price: { path: ['pricing', 'price_details', 'price'], refersTo: 'price' },
    product: { path: ['pricing', 'price_details', 'product'], refersTo: 'product' },
  },
  invoice_payments: {
    charge: { path: ['payment', 'charge'], refersTo: 'charge' },
    payment_intent: { path: ['payment', 'payment_intent'], refersTo: 'payment_intent' },
  },
  promotion_codes: { coupon: { path: ['promotion', 'coupon'], refersTo: 'coupon' } },
  subscription_items: { price: { path: ['price', 'id'], refersTo: 'price' } },
}

/**
 * @param kinds those that references are kept to
 * @param named fields that are kept whatever they refer to, such as `charge.payment_method`, a text to the package
 */
export function columnsOf(
  { kind: name, table }: { kind: Kind; table: KnownTable },
  { kinds, named }: { kinds: ReadonlySet<string>; named: Readonly<Record<string, Kind>> },
): TypedColumn[] {
  const shallow = [...kind(name).fields].flatMap(([field, { schema, includable }]) => {
    if (includable) return []
    const of = named[field] ?? (SELDOM.has(field) ? undefined : referenceTo(schema, kinds))
    if (of === undefined && !WORDS.has(field)) return []
    const type = of === undefined ? typeOf(schema) : 'text'
    return type ? [{ name: field, path: [field], type, refersTo: of }] : []
  })
  const deep = Object.entries(DEEP[table] ?? {}).map(([column, { path, refersTo }]) => ({
    ...{ name: column, path, type: 'text' as const, refersTo },
  }))
  return [...shallow, ...deep]
}

/** An id of something mirrored. Whose account something is for is no reference to the mirror. */
function referenceTo(schema: Schema, kinds: ReadonlySet<string>): Kind | undefined {
  if (schema.type !== 'kind' || !schema.expandable || schema.kinds.length !== 1) return undefined
  const [of = ''] = schema.kinds
  // The catalogue's words for kinds are the keys of its own table.
  return kinds.has(of) && of !== 'account' ? (of as Kind) : undefined
}

function typeOf(schema: Schema): TypedColumn['type'] | undefined {
  switch (schema.type) {
    case 'string':
    case 'enum':
    case 'currency':
      return 'text'
    case 'integer':
    case 'timestamp':
      return 'bigint'
    case 'boolean':
      return 'boolean'
    case 'kind':
      return schema.expandable ? 'text' : undefined
    default:
      return undefined
  }
}

/**
 * What computes a column from `body`. A value of another type than expected leaves it empty: what
 * Stripe sends next year must not keep a row from being written.
 */
export function expressionOf({ path, type }: TypedColumn): string {
  const steps = path.map((step) => `'${step}'`)
  const value = `body -> ${steps.join(' -> ')}`
  if (type === 'text') {
    const above = ['body', ...steps.slice(0, -1)].join(' -> ')
    return `${above} ->> ${steps.at(-1)}`
  }
  if (type === 'boolean') {
    return `case jsonb_typeof(${value}) when 'boolean' then (${value})::boolean end`
  }
  return `case jsonb_typeof(${value}) when 'number' then trunc((${value})::numeric)::bigint end`
}
