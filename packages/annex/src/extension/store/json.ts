/** JSON as `jsonb` takes it: Postgres refuses NUL and half surrogates, which a string of ours may hold. */

const REFUSED = /\\u(?:0000|[dD][89abAB][0-9a-fA-F]{2}|[dD][c-fC-F][0-9a-fA-F]{2})/

/** Such characters become U+FFFD: the rest of an object must not be lost because of them. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  // Few texts hold an escape at all, and looking for two characters is quick.
  const isRefused = text.includes('\\u') && REFUSED.test(text)
  return isRefused ? JSON.stringify(cleaned(value)) : text
}

/**
 * Many at once, for `string_to_array(…, chr(30))`: JSON writes control characters out, so this one is
 * never part of a body. Null becomes the empty text.
 */
export function joinedBodies(bodies: readonly unknown[]): string {
  return joinedTexts(bodies.map((body) => (body === null ? '' : jsonText(body))))
}

/** The same of what `jsonText` has made of them. */
export function joinedTexts(texts: readonly string[]): string {
  return texts.join('\u001E')
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD')
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, item]) => [cleaned(name), cleaned(item)])
  return Object.fromEntries(entries)
}
