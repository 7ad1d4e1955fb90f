/** The body of a request to the token endpoints: a form, or JSON as some clients send it (oauth.md 3.2). */
import type { Context } from 'hono'
import { readParameters, type Parameters } from './parameters.js'
import { badParameter, secretInQuery } from './refusals.js'

/** What was sent, and the very text, for telling a repetition from another request. */
export interface TokenRequest {
  parameters: Parameters
  body: string
}

const LONGEST_BODY = 64 * 1024

export async function readTokenRequest(c: Context): Promise<TokenRequest> {
  if (new URL(c.req.url).searchParams.has('client_secret')) throw secretInQuery()
  const body = await c.req.text()
  if (body.length > LONGEST_BODY) throw badParameter('request', 'the body is too large')
  const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '')
  const pairs = isJson ? pairsOfJson(body) : new URLSearchParams(body)
  return { parameters: readParameters(pairs), body }
}

function pairsOfJson(body: string): [string, string][] {
  const parsed = parsedJson(body)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw badParameter('request', 'the body must be a JSON object')
  }
  return Object.entries(parsed).map(([name, value]) => [name, textOf(name, value)])
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body)
  } catch {
    throw badParameter('request', 'the body is not valid JSON')
  }
}

function textOf(name: string, value: unknown): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  // Lists and objects are for parameters we don't have; those we have are words.
  if (READ.has(name)) throw badParameter(name, 'it must be text')
  return ''
}

const READ = new Set([
  ...['grant_type', 'code', 'refresh_token', 'scope', 'client_id', 'client_secret'],
  ...['redirect_uri', 'code_verifier', 'stripe_user_id'],
])
