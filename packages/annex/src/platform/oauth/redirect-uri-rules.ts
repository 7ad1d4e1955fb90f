/** Which redirect URIs may be registered, and the rule that refuses the others (oauth.md 1.1). */

const MOST_REDIRECT_URIS = 20
const LONGEST = 2048

/** The name of the rule, and what to do about it. */
export interface RuleBroken {
  rule:
    | 'absolute'
    | 'https'
    | 'no fragment'
    | 'no credentials'
    | 'no wildcard'
    | 'plain characters'
    | 'no comma'
    | 'length'
    | 'once'
    | 'count'
  advice: string
}

const REFUSALS: readonly [RuleBroken['rule'], (uri: string) => boolean, string][] = [
  ['length', (uri) => uri.length > LONGEST, `Use at most ${LONGEST} characters.`],
  [
    'plain characters',
    (uri) => !/^[\x21-\x7e]*$/.test(uri) || /[\\"<>^`{|}]/.test(uri),
    'Spaces, control characters, backslashes and letters outside ASCII must be encoded.',
  ],
  [
    'no comma',
    (uri) => uri.includes(','),
    'Old settings separate URIs by commas. Encode it as %2C.',
  ],
  ['no wildcard', (uri) => uri.includes('*'), 'Every URI is compared exactly. Register each one.'],
  ['no fragment', (uri) => uri.includes('#'), 'Remove everything from the # on (RFC 6749 3.1.2).'],
  [
    'absolute',
    (uri) => !/^https?:\/\/[^/?#]/i.test(uri) || !URL.canParse(uri),
    'Begin with https:// and a host.',
  ],
  ['no credentials', hasCredentials, 'Remove the user name and password before the host.'],
]

/** @returns the rule `uri` breaks in this mode, or undefined when it may be registered */
export function ruleBrokenBy(uri: string, livemode: boolean): RuleBroken | undefined {
  for (const [rule, breaks, advice] of REFUSALS) if (breaks(uri)) return { rule, advice }
  const { protocol, hostname } = new URL(uri)
  if (protocol === 'https:') return undefined
  if (livemode) return { rule: 'https', advice: 'In live mode only https:// is accepted.' }
  if (isThisMachine(hostname)) return undefined
  return { rule: 'https', advice: 'Plain http:// is accepted for localhost only, in test mode.' }
}

/** Checks a whole list as it would be saved. @returns what is wrong, by position */
export function rulesBrokenBy(
  uris: readonly string[],
  livemode: boolean,
): ReadonlyMap<number, RuleBroken> {
  const broken = new Map<number, RuleBroken>()
  for (const [position, uri] of uris.entries()) {
    const found = ruleBrokenBy(uri, livemode) ?? placeBrokenBy(uris, position)
    if (found) broken.set(position, found)
  }
  return broken
}

function placeBrokenBy(uris: readonly string[], position: number): RuleBroken | undefined {
  if (uris.indexOf(uris[position] ?? '') < position) {
    return { rule: 'once', advice: 'It is already in the list.' }
  }
  if (position < MOST_REDIRECT_URIS) return undefined
  return { rule: 'count', advice: `Register at most ${MOST_REDIRECT_URIS}.` }
}

// `https://shop.test@evil.test` reads like the shop; the parser knows better.
function hasCredentials(uri: string): boolean {
  const { username, password } = new URL(uri)
  return username !== '' || password !== '' || /^[^/]*\/\/[^/?#]*@/.test(uri)
}

function isThisMachine(hostname: string): boolean {
  return /^(?:localhost|[\w.-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}
