/** Senseless requests to everything that isn't the API: pages, their forms, and the OAuth endpoints. */
import * as fc from 'fast-check'
import { anyForm } from './forms.js'

export interface PageRequest {
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

export interface KnownToPages {
  /** `POST /payments/:id/refund`, as the application lists its own routes. */
  readonly routes: readonly { readonly method: string; readonly path: string }[]
  /** Of a person who is signed in. */
  readonly cookie: string
  /** Of that person's forms; without it no form would get further than the door. */
  readonly formToken: string
  readonly ids: readonly string[]
}

export function pageRequests(known: KnownToPages): fc.Arbitrary<PageRequest> {
  return fc.constantFrom(...known.routes).chain(({ method, path }) =>
    fc
      .record({
        path: filled(path, known.ids),
        query: fc.oneof(
          { weight: 3, arbitrary: fields(known) },
          { weight: 1, arbitrary: anyForm(known.ids) },
        ),
        body: fc.oneof(
          { weight: 6, arbitrary: fields(known) },
          { weight: 1, arbitrary: anyForm(known.ids) },
        ),
        headers: headers(known),
      })
      .map((parts) => ({
        method,
        target: escaped(`${parts.path}?${parts.query.slice(0, 3000)}`),
        headers: parts.headers,
        body: method === 'POST' ? parts.body : undefined,
      })),
  )
}

function filled(path: string, ids: readonly string[]): fc.Arbitrary<string> {
  const segments = path.split('/').map((segment) => {
    return segment.startsWith(':') || segment === '*' ? segmentOf(ids) : fc.constant(segment)
  })
  return fc.tuple(...segments).map((parts) => parts.join('/'))
}

function segmentOf(ids: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...ids) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('%', '%00', '%FF', '..', '__proto__', 'x'.repeat(2000)),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }).map(encodeURIComponent) },
  )
}

/** Names that some page or endpoint reads, with values that are seldom what it hopes for. */
const NAMES =
  'account account_id action amount business_name card client_id client_secret code code_challenge ' +
  'code_challenge_method country decision description email enabled_events grant_type limit mode name ' +
  'next page password prompt reason redirect_uri refresh_token response_mode response_type return_to scope ' +
  'state status starting_after stripe_landing stripe_user_id stripe_user[email] type url ' +
  'active currency customer payment price product quantity rhythm step trial_days when'

const WORDS =
  'read_only read_write authorization_code refresh_token code login register test live allow deny true 0 -1 ' +
  'S256 usd https://a.test/ http://localhost:4300/connect/callback javascript:alert(1) //evil.test /\\evil.test ' +
  'month once visa default invoice now period_end finalize pay void ' +
  'customer.created * ca_test_nobody ac_nobody rt_nobody sk_test_nobody'

function fields({ ids, formToken }: KnownToPages): fc.Arbitrary<string> {
  const value = fc.oneof(
    fc.constantFrom(...WORDS.split(' '), ...ids, '', 'x'.repeat(6000)),
    fc.string({ maxLength: 30, unit: 'grapheme' }),
  )
  const pair = fc
    .tuple(fc.constantFrom(...NAMES.split(' ')), value)
    .map((parts) => parts.map((part) => encodeURIComponent(part.toWellFormed())).join('='))
  const token = fc.oneof(
    { weight: 6, arbitrary: fc.constant(`form_token=${formToken}`) },
    { weight: 1, arbitrary: fc.constantFrom('form_token=', 'form_token=x', 'form_token[]=x', '') },
  )
  return fc
    .tuple(token, fc.array(pair, { maxLength: 6 }))
    .map(([first, more]) => [first, ...more].join('&'))
}

function headers({ cookie }: KnownToPages): fc.Arbitrary<Record<string, string>> {
  return fc.record({
    accept: fc.constantFrom('text/html', 'application/json', '*/*'),
    cookie: fc.oneof(
      { weight: 8, arbitrary: fc.constant(cookie) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('', 'session=x', '=;=;', `${cookie}x`, 'a'.repeat(4000)),
      },
    ),
    'content-type': fc.oneof(
      { weight: 12, arbitrary: fc.constant('application/x-www-form-urlencoded') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('application/json', 'multipart/form-data', 'text/plain', ';'),
      },
    ),
    'sec-fetch-site': fc.oneof(
      { weight: 12, arbitrary: fc.constant('same-origin') },
      { weight: 1, arbitrary: fc.constantFrom('cross-site', 'none', 'x') },
    ),
    authorization: fc.constantFrom('', 'Basic', 'Basic %%%', 'Basic OjpBOg==', 'Bearer x'),
  })
}

function escaped(target: string): string {
  return target.replace(/[^\x21-\x7E]/gu, (character) =>
    encodeURIComponent(character.toWellFormed()),
  )
}
