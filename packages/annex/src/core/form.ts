/**
 * Form encoding as Stripe reads it, under limits (reliability 8): `a[b]=1` is a hash, `a[]=1` a list,
 * and `a[][b]=1` begins a new element when `b` is there already, which is Rack's rule.
 */

/** Names are whatever was sent; a Map keeps `__proto__` as plain data. */
export type FormHash = Map<string, FormValue>

/**
 * `a[0]=x` decodes to a hash with the key `0`: only who knows the parameter can tell an index from
 * a key (`metadata[0]`). Files come from multipart bodies alone.
 */
export type FormValue = string | Blob | FormHash | FormValue[]

/** The text is not form encoding we can read; `param` names the parameter at fault where one is. */
export class FormError extends Error {
  readonly param: string | undefined

  constructor(message: string, param?: string) {
    super(message)
    this.name = 'FormError'
    this.param = param
  }
}

const MAX_PARAMETERS = 5000
const MAX_DEPTH = 12
const MAX_KEY_BYTES = 256

/**
 * @param text a query string without its `?`, or a body
 * @throws FormError for broken escapes and brackets, contradictions, and anything over a limit
 */
export function decodeForm(text: string): FormHash {
  const pairs: [string, string][] = []
  for (let start = 0; start < text.length;) {
    const ampersand = text.indexOf('&', start)
    const end = ampersand === -1 ? text.length : ampersand
    if (end > start) pairs.push(splitPair(text.slice(start, end)))
    if (pairs.length > MAX_PARAMETERS) throw tooMany()
    start = end + 1
  }
  return assemble(pairs)
}

/** Builds hashes and lists from pairs that are already unescaped. */
export function assemble(pairs: readonly (readonly [string, string | Blob])[]): FormHash {
  if (pairs.length > MAX_PARAMETERS) throw tooMany()
  const form: FormHash = new Map()
  for (const [key, value] of pairs) {
    const bracket = key.indexOf('[')
    if (bracket === -1 && key !== '' && key.length * 3 <= MAX_KEY_BYTES && !key.includes(']')) {
      form.set(key, place(form.get(key), [key], 1, value))
      continue
    }
    const steps = stepsOf(key)
    const name = steps[0] ?? ''
    form.set(name, place(form.get(name), steps, 1, value))
  }
  return form
}

function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf('=')
  if (equals === -1) return [unescape(pair), '']
  const key = unescape(pair.slice(0, equals))
  return [key, unescape(pair.slice(equals + 1), key)]
}

function unescape(text: string, key?: string): string {
  let plain = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (plain.includes('%')) {
    try {
      plain = decodeURIComponent(plain)
    } catch {
      throw new FormError('Invalid request: the parameters contain an invalid %-escape.', key)
    }
  }
  if (plain.includes('\0') || !plain.isWellFormed()) {
    throw new FormError('Invalid request: a parameter contains NUL or a lone surrogate.', key)
  }
  return plain
}

/** `items[0][price]` → `['items', '0', 'price']` */
function stepsOf(key: string): string[] {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
    const message = `Invalid request: parameter names can be at most ${MAX_KEY_BYTES} bytes long.`
    throw new FormError(message, key.slice(0, 40))
  }
  const first = key.indexOf('[')
  const steps = [first === -1 ? key : key.slice(0, first)]
  if (steps[0] === '' || steps[0]?.includes(']')) throw malformedKey(key)
  for (let open = first; open !== -1 && open < key.length;) {
    const close = key.indexOf(']', open)
    const step = key.slice(open + 1, close)
    if (key[open] !== '[' || close === -1 || step.includes('[')) throw malformedKey(key)
    steps.push(step)
    open = close + 1
  }
  if (steps.length > MAX_DEPTH) {
    const message = `Invalid request: parameters can be nested at most ${MAX_DEPTH} levels deep.`
    throw new FormError(message, key)
  }
  return steps
}

/** What stands at a key once `value` is put below it along `steps` from `at` on. */
function place(
  before: FormValue | undefined,
  steps: readonly string[],
  at: number,
  value: string | Blob,
): FormValue {
  const step = steps[at]
  if (step === undefined) {
    if (before !== undefined) throw givenTwice(steps)
    return value
  }
  if (step === '') return append(before ?? [], steps, at, value)
  const hash: FormValue = before ?? new Map<string, FormValue>()
  if (!(hash instanceof Map)) throw givenTwice(steps)
  hash.set(step, place(hash.get(step), steps, at + 1, value))
  return hash
}

function append(
  list: FormValue,
  steps: readonly string[],
  at: number,
  value: string | Blob,
): FormValue {
  if (!Array.isArray(list)) throw givenTwice(steps)
  const last = list.at(-1)
  if (last instanceof Map && steps[at + 1] && !holds(last, steps, at + 1)) {
    place(last, steps, at + 1, value)
  } else {
    list.push(place(undefined, steps, at + 1, value))
  }
  return list
}

// A list inside (`a[][b][]`) never closes its element: each `b[]` adds to the same `b`.
function holds(hash: FormHash, steps: readonly string[], at: number): boolean {
  let value: FormValue | undefined = hash
  for (const step of steps.slice(at)) {
    if (step === '') return false
    value = value instanceof Map ? value.get(step) : undefined
    if (value === undefined) return false
  }
  return true
}

function tooMany(): FormError {
  return new FormError(`Invalid request: at most ${MAX_PARAMETERS} parameters can be sent.`)
}

function malformedKey(key: string): FormError {
  return new FormError(`Invalid request: the parameter name '${key}' is malformed.`, key)
}

function givenTwice(steps: readonly string[]): FormError {
  const [name = '', ...groups] = steps
  const param = name + groups.map((group) => `[${group}]`).join('')
  const message = `Invalid request: '${param}' was given more than once, or both as one value and as several.`
  return new FormError(message, param)
}
