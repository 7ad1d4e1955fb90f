/** Refusals about parameters. `param` is always the whole name as it travelled: `items[0][price]`. */
import { invalidRequest, type Refusal } from '../errors.js'

export function parameterMissing(param: string): Refusal {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
}

/** @param names at least one; the first becomes `param` */
export function parametersUnknown(names: readonly string[]): Refusal {
  const word = names.length === 1 ? 'parameter' : 'parameters'
  const shown = names.slice(0, 20).map(shorten).join(', ')
  const param = shorten(names[0] ?? '')
  return invalidRequest(`Received unknown ${word}: ${shown}`, { code: 'parameter_unknown', param })
}

export function invalidInteger(param: string, value: string): Refusal {
  const message = `Invalid integer: ${shorten(value)}`
  return invalidRequest(message, { code: 'parameter_invalid_integer', param })
}

export function integerTooSmall(param: string, minimum: number): Refusal {
  const message = `This value must be greater than or equal to ${minimum}.`
  return invalidRequest(message, { code: 'parameter_invalid_integer', param })
}

export function integerTooLarge(param: string, maximum: number, value: number): Refusal {
  const message = `This value must be less than or equal to ${maximum} (it currently is '${value}').`
  return invalidRequest(message, { code: 'parameter_invalid_integer', param })
}

export function invalidDecimal(param: string, value: string): Refusal {
  return invalidRequest(`Invalid decimal: ${shorten(value)}`, { param })
}

export function invalidTimestamp(param: string, value: string): Refusal {
  const message = `Invalid timestamp: ${shorten(value)}. It must be an integer number of seconds since the Unix epoch.`
  return invalidRequest(message, { code: 'parameter_invalid_integer', param })
}

export function invalidBoolean(param: string, value: string): Refusal {
  return invalidRequest(`Invalid boolean: ${shorten(value)}`, { param })
}

/** @param shown the hash or list that came, as JSON */
export function invalidString(param: string, shown: string): Refusal {
  return invalidRequest(`Invalid string: ${shorten(shown)}`, { param })
}

export function invalidArray(param: string): Refusal {
  return invalidRequest('Invalid array', { param })
}

export function listTooLong(param: string, maximum: number): Refusal {
  return invalidRequest(`Array can have at most ${maximum} elements.`, { param })
}

export function invalidFile(param: string): Refusal {
  return invalidRequest('Invalid file: it must be sent as multipart/form-data.', { param })
}

export function invalidObject(param: string): Refusal {
  return invalidRequest('Invalid object', { param })
}

export function invalidEnum(param: string, allowed: readonly string[]): Refusal {
  return invalidRequest(`Invalid ${param}: must be one of ${orList(allowed)}`, { param })
}

export function invalidCurrency(
  param: string,
  value: string,
  supported: readonly string[],
): Refusal {
  const message = `Invalid currency: ${shorten(value)}. Stripe currently supports these currencies: ${supported.join(', ')}`
  return invalidRequest(message, { param })
}

/** An empty value where the field cannot be unset. */
export function cannotUnset(param: string): Refusal {
  return invalidRequest(
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; ` +
      `however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
    { code: 'parameter_invalid_empty', param },
  )
}

export function stringTooLong(param: string, maximum: number): Refusal {
  return invalidRequest(`Invalid string: must be at most ${maximum} characters`, { param })
}

export function parametersExclusive(names: readonly string[]): Refusal {
  const message = `You may only specify one of these parameters: ${names.join(', ')}.`
  const param = names[0] ?? ''
  return invalidRequest(message, { code: 'parameters_exclusive', param })
}

export function eventTypeUnknown(type: string, param: string): Refusal {
  return invalidRequest(`Invalid event type: ${shorten(type)}`, { param })
}

export function tooManyMetadataKeys(param: string, maximum: number): Refusal {
  return invalidRequest(`You can only have ${maximum} metadata keys at once.`, { param })
}

export function metadataKeyTooLong(param: string, key: string, maximum: number): Refusal {
  const message = `Metadata keys can be up to ${maximum} characters long. The key '${shorten(key)}' is ${key.length}.`
  return invalidRequest(message, { param })
}

export function metadataKeyInvalid(param: string): Refusal {
  return invalidRequest('Metadata keys cannot be empty or contain square brackets.', { param })
}

export function metadataValueTooLong(param: string, maximum: number, length: number): Refusal {
  const message = `Metadata values can have up to ${maximum} characters, but you passed in a value that is ${length} characters.`
  return invalidRequest(message, { param })
}

/** Explicit indices that skip or repeat: `a[1]=x` alone. */
export function indicesNotSequential(
  param: string,
  keys: readonly string[],
  expected: number,
): Refusal {
  const given = keys.slice(0, 20).join(', ')
  return invalidRequest(
    'If passing an array with explicit keys (e.g. foo[0]=a&foo[1]=b) instead of as an array (e.g. foo[]=a&foo[]=b), ' +
      `the keys must be numeric and sequential starting from 0. You passed the keys \`${shorten(given)}\`, ` +
      `we expected to have a key with the value \`${expected}\`.`,
    { param },
  )
}

/** A body or query that is not form encoding we can read. */
export function malformedParameters(message: string, param?: string): Refusal {
  return invalidRequest(message, param === undefined ? {} : { param: shorten(param) })
}

/** `a, b, or c` is English; Stripe writes `a, b or c`. */
function orList(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}

// What a stranger sent is repeated at most this far.
function shorten(value: string): string {
  return value.length > 100 ? `${value.slice(0, 100)}…` : value
}
