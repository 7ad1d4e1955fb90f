/** How the API's answers look: two spaces, `id` and `object` first, then keys alphabetically. */

/** The JSON of `value` in that order. Undefined fields are left out. */
export function layOut(value: unknown): string {
  // Written by the engine, which is several times as fast as anything written here.
  return JSON.stringify(inOrder(value), null, 2) ?? 'null'
}

const LIST_INDENT = '    '

/** What stands between two objects of a list. */
export const LIST_SEPARATOR = `,\n${LIST_INDENT}`

/**
 * An object as it stands in a list: further in by four spaces. Objects are kept this way, so that
 * a list joins what the store holds and only one object by itself has to be moved back.
 */
export function layOutListed(object: object): string {
  // Two lists around it put it where it belongs, and are cut off again.
  return layOut([[object]]).slice(BEFORE.length, -AFTER.length)
}

const BEFORE = `[\n  [\n${LIST_INDENT}`
const AFTER = '\n  ]\n]'

/** The text of one kept object as an answer by itself. No text inside JSON holds a bare newline. */
export function alone(listed: string): string {
  let text = ''
  let done = 0
  for (;;) {
    const line = listed.indexOf(FURTHER_IN, done)
    if (line === -1) return text + listed.slice(done)
    text += listed.slice(done, line + 1)
    done = line + FURTHER_IN.length
  }
}

const FURTHER_IN = `\n${LIST_INDENT}`

/** @param data listed objects with `LIST_SEPARATOR` between them; empty when there are none */
export function layOutList(list: { url: string; data: string; hasMore: boolean }): string {
  return listText({ ...list, object: 'list', more: '' })
}

/** The same for what a search found. */
export function layOutSearch(
  list: { url: string; data: string; hasMore: boolean },
  end: { nextPage: string | null; totalCount?: number },
): string {
  const total = end.totalCount === undefined ? '' : `\n  "total_count": ${end.totalCount},`
  const more = `\n  "next_page": ${JSON.stringify(end.nextPage)},${total}`
  return listText({ ...list, object: 'search_result', more })
}

/** @param more lines that stand between `has_more` and `url` */
function listText(list: {
  object: string
  url: string
  data: string
  hasMore: boolean
  more: string
}): string {
  const data = list.data === '' ? '[]' : `[\n${LIST_INDENT}${list.data}\n  ]`
  return `{
  "object": "${list.object}",
  "data": ${data},
  "has_more": ${list.hasMore},${list.more}
  "url": ${JSON.stringify(list.url)}
}`
}

type Hash = Readonly<Record<string, unknown>>

/** The value itself where it is in order throughout, as most are: they were made so. */
function inOrder(value: unknown): unknown {
  if (isOrdered(value)) return value
  if (Array.isArray(value)) return value.map(inOrder)
  return isHash(value) ? hashInOrder(value) : value
}

function hashInOrder(hash: Hash): Hash {
  const keys = Object.keys(hash).sort(compareKeys)
  return Object.fromEntries(keys.map((key) => [key, inOrder(hash[key])]))
}

function isOrdered(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isOrdered)
  return !isHash(value) || isOrderedHash(value)
}

function isOrderedHash(hash: Hash): boolean {
  let last = ''
  for (const key of Object.keys(hash)) {
    if (last !== '' && compareKeys(last, key) > 0) return false
    last = key
    const value = hash[key]
    if (typeof value === 'object' && !isOrdered(value)) return false
  }
  return true
}

function isHash(value: unknown): value is Hash {
  return typeof value === 'object' && value !== null
}

/** `id` and `object` first, then alphabetically. */
export function compareKeys(a: string, b: string): number {
  const left = rank(a)
  const right = rank(b)
  if (left !== right) return left - right
  return a < b ? -1 : a > b ? 1 : 0
}

function rank(key: string): number {
  return key === 'id' ? 0 : key === 'object' ? 1 : 2
}
