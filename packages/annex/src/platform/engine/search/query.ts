/** The search language, read: `status:"active" AND -metadata["tier"]:null`. Knows no fields. */
import { tooManyClauses, unreadableQuery } from '../refusals/search.js'

export type Operator = ':' | '~' | '>' | '<' | '>=' | '<='

export interface Clause {
  /** `name`, `billing_details.address.postal_code`, or `metadata`. */
  readonly field: string
  /** Of metadata. */
  readonly key: string | undefined
  readonly negated: boolean
  readonly operator: Operator
  /** Null asks for absence. */
  readonly value: string | number | null
}

export interface SearchQuery {
  readonly join: 'and' | 'or'
  readonly clauses: readonly Clause[]
}

const MOST_CLAUSES = 10

// Each alternative begins with another character, so reading takes one pass (S5).
const QUOTED = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`
const FIELD = String.raw`metadata\[(?<key>${QUOTED})\]|(?<field>[a-zA-Z_][\w.]*)`
const VALUE = String.raw`(?<text>${QUOTED})|(?<number>[+-]?\d{1,15}(?:\.\d{1,15})?)|(?<absent>null)`
const CLAUSE = new RegExp(`(?<minus>-?)(?:${FIELD})(?<operator>>=|<=|[:~<>])(?:${VALUE})`, 'y')
const JOIN = /\s+(?:(?<word>AND|OR|and|or)\s+(?!$))?/y

/** @throws Refusal for what cannot be read, and for more than ten clauses */
export function readQuery(query: string): SearchQuery {
  const text = query.trim()
  const clauses: Clause[] = []
  const words = new Set<string>()
  let at = 0
  while (true) {
    CLAUSE.lastIndex = at
    const found = CLAUSE.exec(text)
    if (found === null) throw unreadableQuery()
    clauses.push(clauseOf(found.groups ?? {}))
    if (clauses.length > MOST_CLAUSES) throw tooManyClauses(MOST_CLAUSES)
    at = CLAUSE.lastIndex
    if (at === text.length) break
    JOIN.lastIndex = at
    const join = JOIN.exec(text)
    if (join === null) throw unreadableQuery()
    words.add((join.groups?.word ?? 'and').toLowerCase())
    at = JOIN.lastIndex
  }
  // There are no parentheses, so a mixture would mean two things.
  if (words.size > 1) throw unreadableQuery()
  return { join: words.has('or') ? 'or' : 'and', clauses }
}

function clauseOf(groups: Readonly<Record<string, string | undefined>>): Clause {
  const { key, field = 'metadata', minus, operator, text, number } = groups
  return {
    field,
    key: key === undefined ? undefined : unquoted(key),
    negated: minus === '-',
    operator: isOperator(operator) ? operator : ':',
    value: text !== undefined ? unquoted(text) : number !== undefined ? Number(number) : null,
  }
}

function isOperator(word: string | undefined): word is Operator {
  return word !== undefined && [':', '~', '>', '<', '>=', '<='].includes(word)
}

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(.)/g, '$1')
}
