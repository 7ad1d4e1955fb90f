/** One value without parts, as the type its schema names. */
import type { FormValue } from '../../core/form.js'
import type { IntegerSchema, Schema } from '../../catalogue/schema.js'
import { CURRENCIES, isCurrency } from './currencies.js'
import {
  integerTooLarge,
  integerTooSmall,
  invalidBoolean,
  invalidCurrency,
  invalidDecimal,
  invalidEnum,
  invalidFile,
  invalidInteger,
  invalidString,
  invalidTimestamp,
  stringTooLong,
} from './refusals/parameters.js'

/** Where the document names no other length (reliability 8). */
const MAX_STRING = 5000

const WHOLE = /^[+-]?\d{1,16}$/
const DECIMAL = /^[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})$/

/** @throws Refusal when `value` isn't what `schema` says */
export function scalar(value: FormValue, schema: Schema, param: string): unknown {
  if (schema.type === 'file') return file(value, param)
  if (typeof value !== 'string') throw invalidString(param, describe(value))
  switch (schema.type) {
    case 'integer':
      return integer(value, schema, param)
    case 'boolean':
      return boolean(value, param)
    case 'timestamp':
      return timestamp(value, param)
    case 'number':
      return number(value, param)
    case 'decimal':
      if (!DECIMAL.test(value)) throw invalidDecimal(param, value)
      return value
    case 'enum':
      return oneOf(value, schema.values, param)
    case 'currency':
      return currency(value, param)
    default:
      return text(value, schema.type === 'string' ? schema.maxLength : undefined, param)
  }
}

/** Values that Stripe takes under a name no document has any more, as the command line sends them. */
const OLDER_NAMES = new Map([['jp_bank_account', 'jp_bank_transfer']])

function oneOf(value: string, values: readonly string[], param: string): string {
  if (values.includes(value)) return value
  const today = OLDER_NAMES.get(value)
  if (today === undefined || !values.includes(today)) throw invalidEnum(param, values)
  return today
}

function integer(value: string, schema: IntegerSchema, param: string): number {
  const number = WHOLE.test(value) ? Number(value) : NaN
  if (!Number.isSafeInteger(number)) throw invalidInteger(param, value)
  const { minimum, maximum } = schema
  if (minimum !== undefined && number < minimum) throw integerTooSmall(param, minimum)
  if (maximum !== undefined && number > maximum) throw integerTooLarge(param, maximum, number)
  return number
}

function timestamp(value: string, param: string): number {
  // Years beyond 9999 are somebody's milliseconds.
  const seconds = WHOLE.test(value) ? Number(value) : NaN
  if (!(Math.abs(seconds) < 253_402_300_800)) throw invalidTimestamp(param, value)
  return seconds
}

function number(value: string, param: string): number {
  if (!DECIMAL.test(value)) throw invalidDecimal(param, value)
  return Number(value)
}

function boolean(value: string, param: string): boolean {
  if (value === 'true' || value === '1') return true
  if (value === 'false' || value === '0') return false
  throw invalidBoolean(param, value)
}

function currency(value: string, param: string): string {
  const code = value.toLowerCase()
  if (!isCurrency(code)) throw invalidCurrency(param, value, CURRENCIES)
  return code
}

function text(value: string, maxLength = MAX_STRING, param: string): string {
  // Characters, not the halves that `length` counts; counted only where it could matter.
  if (value.length > maxLength && Array.from(value).length > maxLength) {
    throw stringTooLong(param, maxLength)
  }
  return value
}

function file(value: FormValue, param: string): Blob {
  if (!(value instanceof Blob)) throw invalidFile(param)
  return value
}

function describe(value: FormValue): string {
  if (value instanceof Map) return '{…}'
  return Array.isArray(value) ? '[…]' : 'a file'
}
