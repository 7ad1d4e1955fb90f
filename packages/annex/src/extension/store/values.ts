/** How values travel to Postgres and back: in text, the same over both drivers, which disagree. */
import { types } from 'pg'

type Decode = (text: string) => unknown

/** Text form of a parameter, as `pg` itself would write it; both drivers pass text through. */
export function encode(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'object') return encodeObject(value)
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new TypeError(`A ${typeof value} is no value for a statement.`)
}

function encodeObject(value: object): string {
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  if (Array.isArray(value)) return `{${value.map(encodeElement).join(',')}}`
  return JSON.stringify(value)
}

function encodeElement(value: unknown): string {
  if (Array.isArray(value)) return encodeObject(value)
  const text = encode(value)
  return text === null ? 'null' : `"${text.replace(/[\\"]/g, '\\$&')}"`
}

/** Postgres counts further than JavaScript; a number that would come out wrong is a bug. */
function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is too large for a number.`)
  return number
}

const { builtins } = types
// Missing from the list of names that pg's types know.
const TEXT_ARRAY = 1009 as typeof builtins.TEXT

const elements = new Map<number, Decode>([
  [builtins.BOOL, (text) => text === 't'],
  [builtins.BYTEA, (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex'))],
  [builtins.INT8, wholeNumber],
  [builtins.INT2, Number],
  [builtins.INT4, Number],
  [builtins.OID, Number],
  [builtins.FLOAT4, Number],
  [builtins.FLOAT8, Number],
  [builtins.JSON, JSON.parse],
  [builtins.JSONB, JSON.parse],
  [builtins.TIMESTAMPTZ, (text) => new Date(text)],
])

/** Types of array by the type of their elements (`select oid, typelem from pg_type`; fixed numbers). */
const ARRAYS: Record<number, number> = {
  1000: builtins.BOOL,
  1001: builtins.BYTEA,
  1005: builtins.INT2,
  1007: builtins.INT4,
  1009: builtins.TEXT,
  1015: builtins.VARCHAR,
  1016: builtins.INT8,
  1021: builtins.FLOAT4,
  1022: builtins.FLOAT8,
  1028: builtins.OID,
  1182: builtins.DATE,
  1185: builtins.TIMESTAMPTZ,
  1231: builtins.NUMERIC,
  199: builtins.JSON,
  2951: builtins.UUID,
  3807: builtins.JSONB,
}

/** What reads the text of a type, by its number; types that are not here stay text. */
export const decoders: ReadonlyMap<number, Decode> = new Map([
  ...elements,
  ...Object.entries(ARRAYS).map(
    ([oid, element]) => [Number(oid), arrayOf(elements.get(element) ?? String)] as const,
  ),
])

function arrayOf(decode: Decode): Decode {
  const split: (text: string) => unknown = types.getTypeParser(TEXT_ARRAY)
  const each = (item: unknown): unknown =>
    Array.isArray(item) ? item.map(each) : typeof item === 'string' ? decode(item) : item
  return (text) => each(split(text))
}
