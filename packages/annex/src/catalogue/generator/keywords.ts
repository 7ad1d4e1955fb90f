/** The types without parts: texts, numbers, fixed words. */
import ts from 'typescript-5'
import type { Schema } from '../schema.js'
import type { Part } from './union.js'

/** What a property's name and comment say about the numbers and texts in its type. */
export interface About {
  readonly name: string
  readonly comment: string
}

export function literal(type: ts.LiteralTypeNode): Part {
  const { literal: value } = type
  if (value.kind === ts.SyntaxKind.NullKeyword) return { nullable: true }
  if (ts.isStringLiteral(value)) {
    return value.text === '' ? { nullable: true } : { words: [value.text] }
  }
  return { schema: { type: ts.isNumericLiteral(value) ? 'integer' : 'boolean' } }
}

export function keyword(type: ts.TypeNode, about: About): Part {
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { schema: textual(about) }
    case ts.SyntaxKind.NumberKeyword:
      return { schema: numeric(about) }
    case ts.SyntaxKind.BooleanKeyword:
      return { schema: { type: 'boolean' } }
    case ts.SyntaxKind.VoidKeyword:
    case ts.SyntaxKind.UndefinedKeyword:
      return {}
    case ts.SyntaxKind.AnyKeyword:
    case ts.SyntaxKind.UnknownKeyword:
    case ts.SyntaxKind.ObjectKeyword:
      return { schema: { type: 'any' } }
    default:
      throw new Error(`${about.name}: no schema for ${ts.SyntaxKind[type.kind]}`)
  }
}

function textual(about: About): Schema {
  const currency = /(?:^|_)currency$/.test(about.name) && /currency code|ISO/i.test(about.comment)
  return currency ? { type: 'currency' } : { type: 'string' }
}

/** The package writes `number` for three things; these are the names of those with a fraction. */
const FRACTIONAL =
  /percent|latitude|longitude|^(?:height|length|weight|width|exchange_rate|aggregated_value)$/

function numeric(about: About): Schema {
  if (FRACTIONAL.test(about.name)) return { type: 'number' }
  const moment = /unix (?:epoch|timestamp)|epoch|timestamp/i.test(about.comment)
  return { type: moment && !/days|seconds$/.test(about.name) ? 'timestamp' : 'integer' }
}
