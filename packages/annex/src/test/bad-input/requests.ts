/** Requests nobody should send: every way of getting an API call wrong, made from a seed. */
import * as fc from 'fast-check'
import { operations, type Operation } from '../../catalogue/catalogue.js'
import { anyForm, formFor } from './forms.js'

export interface BadRequest {
  readonly method: string
  /** With the query. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** What the world of the test holds, so that some requests reach further than the door. */
export interface Known {
  readonly secretKey: string
  readonly publishableKey: string
  /** Ids of objects that are there. */
  readonly ids: readonly string[]
}

/** Where more than keeping happens, and so more can go wrong. */
const WHOLE =
  /^\/v1\/(?:accounts?|balance|charges|customers|events|payment_(?:intents|methods)|prices|products|refunds|webhook_endpoints)\b/

export function badRequests(known: Known): fc.Arbitrary<BadRequest> {
  const all = operations()
  const whole = all.filter(({ path }) => WHOLE.test(path))
  const aimed = fc
    .oneof(fc.constantFrom(...whole), fc.constantFrom(...all))
    .chain((operation) => fc.record(partsFor(operation, known)))
  const astray = fc.record({
    method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'TRACE'),
    path: strangePath(known),
    query: anyForm(known.ids),
    headers: headersOf(known),
    body: anyForm(known.ids),
  })
  return fc.oneof({ weight: 8, arbitrary: aimed }, { weight: 1, arbitrary: astray }).map(assembled)
}

function partsFor(operation: Operation, known: Known) {
  const form = fc.oneof(
    { weight: 15, arbitrary: formFor(operation.parameters, known.ids) },
    { weight: 1, arbitrary: anyForm(known.ids) },
  )
  return {
    method: fc.oneof(
      { weight: 20, arbitrary: fc.constant(operation.method) },
      { weight: 1, arbitrary: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT') },
    ),
    path: pathOf(operation, known),
    query: operation.method === 'POST' ? fc.constant('') : form,
    headers: headersOf(known),
    body: operation.method === 'GET' ? fc.constant('') : form,
  }
}

interface Parts {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Record<string, string>
  readonly body: string
}

function assembled({ method, path, query, headers, body }: Parts): BadRequest {
  // The request line holds 8 KiB; longer queries are the server's to refuse, not the API's.
  const short = query.slice(0, 4000)
  const target = encodeRaw(short === '' ? path : `${path}?${short}`)
  return { method, target, headers, body: method === 'GET' || body === '' ? undefined : body }
}

// What node's client would refuse to send at all.
function encodeRaw(target: string): string {
  return target.replace(/[^\x21-\x7E]/gu, (character) => {
    return character.isWellFormed() ? encodeURIComponent(character) : '%ED%A0%80'
  })
}

function pathOf(operation: Operation, known: Known): fc.Arbitrary<string> {
  const parts = operation.path.split('/').map((segment) => {
    return segment.startsWith('{') ? segmentFor(known) : fc.constant(segment)
  })
  return fc.tuple(...parts).map((segments) => segments.join('/'))
}

function segmentFor(known: Known): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...known.ids) },
    { weight: 1, arbitrary: strangeSegment },
  )
}

const strangeSegment = fc.oneof(
  fc.constantFrom(
    '',
    '.',
    '..',
    '%2e%2e',
    '%',
    '%zz',
    '%00',
    '%2F',
    '%E0%A4%A',
    '__proto__',
    'null',
  ),
  fc.constantFrom("'; drop table objects; --", '<script>', '{id}', '*', '\u0130', 'a'.repeat(3000)),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map(encodeURIComponent),
)

function strangePath(known: Known): fc.Arbitrary<string> {
  const segments = fc.array(fc.oneof(strangeSegment, fc.constantFrom('customers', ...known.ids)), {
    maxLength: 5,
  })
  const prefix = fc.constantFrom('/v1/', '//v1/', '/v1//', '/v1/customers/', '/v1/./')
  return fc.tuple(prefix, segments).map(([start, rest]) => start + rest.join('/'))
}

function headersOf({ secretKey, publishableKey }: Known): fc.Arbitrary<Record<string, string>> {
  const rarely = (arbitrary: fc.Arbitrary<string>) =>
    fc.oneof({ weight: 25, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
  const often = fc.constant(`Bearer ${secretKey}`)
  return fc
    .record({
      authorization: fc.oneof(
        { weight: 25, arbitrary: often },
        { weight: 1, arbitrary: credentials(secretKey, publishableKey) },
      ),
      'content-type': fc.oneof(
        { weight: 25, arbitrary: fc.constant('application/x-www-form-urlencoded') },
        { weight: 1, arbitrary: contentType },
      ),
      'idempotency-key': rarely(fc.oneof(latin, fc.constant('k'.repeat(256)), fc.constant('same'))),
      'stripe-version': rarely(fc.oneof(fc.constantFrom('2020-01-01', 'x', '2024-04-10'), latin)),
      'stripe-account': rarely(fc.oneof(fc.constantFrom('acct_nobody', '', 'cus_1'), latin)),
      'stripe-context': rarely(latin),
      accept: rarely(fc.constantFrom('text/html', '*/*', 'application/xml')),
    })
    .map((headers) => Object.fromEntries(definedOf(headers)))
}

function definedOf(headers: Readonly<Record<string, string | undefined>>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
}

function credentials(secretKey: string, publishableKey: string): fc.Arbitrary<string> {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
  return fc.oneof(
    fc.constantFrom('', 'Bearer', 'Bearer ', 'Basic', 'Basic %%%', `bearer  ${secretKey}`),
    fc.constantFrom(basic(''), basic(`${secretKey}:`), basic('a:b:c'), `Token ${secretKey}`),
    fc.constantFrom(`Bearer ${publishableKey}`, `Bearer ${secretKey}x`, 'Bearer sk_test_'),
    latin.map((text) => `Bearer ${text}`),
  )
}

const contentType = fc.constantFrom(
  'application/json',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/x-www-form-urlencoded; charset=utf-16',
  'APPLICATION/X-WWW-FORM-URLENCODED',
  ';;;',
  'a/b/c',
)

/** What a header can carry. */
const latin = fc
  .string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
    maxLength: 60,
  })
  .map((text) => text.replace(/[\x7f-\x9f]/g, '').trim())
