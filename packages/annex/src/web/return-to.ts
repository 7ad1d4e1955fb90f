/** Where to go after signing in: a path of ours, or the page everyone starts from (reliability S12). */

const NOWHERE = 'http://nowhere.invalid'

/**
 * A browser reads `//evil.test`, `/\evil.test` and a tab inside them as another host, so what it
 * would make of the value decides, not what the value looks like.
 * @returns a path with its query, safe for `Location`; `otherwise` for anything else
 */
export function returnTo(given: unknown, otherwise: string): string {
  if (typeof given !== 'string' || given.length > 2048) return otherwise
  // Backslashes and control characters have no place in a path of ours.
  // oxlint-disable-next-line no-control-regex
  if (!given.startsWith('/') || /[\\\u0000-\u0020\u007f]/.test(given)) return otherwise
  if (!URL.canParse(given, NOWHERE)) return otherwise
  const url = new URL(given, NOWHERE)
  if (url.origin !== NOWHERE || url.pathname.startsWith('//')) return otherwise
  return url.pathname + url.search
}
