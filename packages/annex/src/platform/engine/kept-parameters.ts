/** What the request log keeps of a request's parameters: everything but what must stay secret. */
import type { FormHash, FormValue } from '../../core/form.js'

/** Card and bank numbers, and whatever lets somebody act: by the last name of the path to it. */
const SECRET = new Set([
  ...['number', 'cvc', 'account_number', 'routing_number', 'iban', 'id_number', 'ssn_last_4'],
  ...['client_secret', 'secret', 'password', 'token', 'private_key', 'payload'],
])

/** Characters; beyond it nothing is kept, since JSON that was cut could not be read. */
const MOST = 16 * 1024

/** JSON with secrets starred; null when there are none, or too many to keep. */
export function keptParameters(parameters: FormHash | undefined): string | null {
  if (parameters === undefined || parameters.size === 0) return null
  const text = JSON.stringify(keptHash(parameters))
  return text === '{}' || text.length > MOST ? null : text
}

function keptHash(hash: FormHash): object {
  const pairs: [string, unknown][] = []
  for (const [name, value] of hash) pairs.push([name, kept(name, value)])
  return Object.fromEntries(pairs)
}

/** @param name of a list, for what is in it: its elements have none */
function kept(name: string, value: FormValue): unknown {
  if (typeof value === 'string') return SECRET.has(name) ? masked(value) : value
  if (Array.isArray(value)) return value.map((one) => kept('', one))
  return value instanceof Map ? keptHash(value) : `(a file of ${value.size} bytes)`
}

/** Test tokens such as `tok_visa` and long numbers keep their end, by which people know them. */
function masked(value: string): string {
  return value.length > 8 ? `****${value.slice(-4)}` : '****'
}
