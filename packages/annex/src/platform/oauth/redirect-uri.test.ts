import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assert as holds, nat, oneof, pre, property, record, string, webUrl } from 'fast-check'
import { setRedirectUris } from '../store/redirect-uris.js'
import { addApplication } from '../store/applications.js'
import { openStore } from '../store/store.js'
import { readParameters } from './parameters.js'
import { registeredRedirectUri, withAnswer, type RegisteredRedirectUri } from './redirect-uri.js'
import { ruleBrokenBy, rulesBrokenBy } from './redirect-uri-rules.js'

const REGISTERED = 'https://shop.test:8443/connect/callback?x=1'

function storeWith(...uris: string[]) {
  const store = openStore(':memory:')
  store.run(`insert into accounts (id, email, country, default_currency, created)
             values ('acct_1', 'a@shop.test', 'US', 'usd', 1)`)
  const look = { primary_color: null, secondary_color: null, icon: null, logo: null, website: null }
  addApplication(
    store,
    {
      ...{ id: 'app', account: 'acct_1', kind: 'extension', name: 'x', created: 1, ...look },
      ...{ enabled: 1, sends_issuer: 1 },
    },
    { test: 'ca_test', live: 'ca_live' },
  )
  setRedirectUris(store, 'ca_test', uris)
  return store
}

describe('comparing redirect URIs', () => {
  const store = storeWith(REGISTERED)
  const find = (redirect_uri: string) =>
    registeredRedirectUri(readParameters([['redirect_uri', redirect_uri]]), 'ca_test', store)

  it('accepts nothing but the very text', () => {
    assert.equal(find(REGISTERED), REGISTERED)
    const edit = record({
      at: nat({ max: REGISTERED.length }),
      cut: nat({ max: 5 }),
      put: string({ maxLength: 5 }),
    })
    holds(
      property(edit, ({ at, cut, put }) => {
        const changed = REGISTERED.slice(0, at) + put + REGISTERED.slice(at + cut)
        pre(changed !== REGISTERED && changed !== '' && !changed.includes('\0'))
        assert.throws(() => find(changed), /Invalid redirect URI/)
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps what the URI says and can’t be made to say more', () => {
    holds(
      property(string(), (state) => {
        const target = new URL(
          withAnswer(REGISTERED as RegisteredRedirectUri, { code: 'ac', state }),
        )
        assert.equal(target.origin + target.pathname, 'https://shop.test:8443/connect/callback')
        assert.deepEqual([...target.searchParams.keys()], ['x', 'code', 'state'])
        assert.equal(target.searchParams.get('state'), state.toWellFormed())
        assert.equal(target.hash, '')
      }),
    )
  })
})

describe('registering a redirect URI', () => {
  const good: [string, 'live' | 'test'][] = [
    ['https://shop.test/callback', 'live'],
    ['https://shop.test:8443/a/b?c=d', 'live'],
    ['https://xn--bcher-kva.test/', 'live'],
    ['http://localhost:4300/connect/callback', 'test'],
    ['http://127.0.0.1:4300/', 'test'],
    ['http://[::1]:4300/', 'test'],
    ['http://app.localhost/cb', 'test'],
  ]
  for (const [uri, mode] of good) {
    it(`accepts ${uri} in ${mode} mode`, () => {
      assert.equal(ruleBrokenBy(uri, mode === 'live'), undefined)
    })
  }

  const bad: [string, string][] = [
    ...(['/callback', 'shop.test', '', 'https://', 'https:///x', '//shop.test/'] as const).map(
      (uri): [string, string] => [uri, 'absolute'],
    ),
    ...(['javascript:alert(1)', 'data:text/html,x', 'myapp://callback'] as const).map(
      (uri): [string, string] => [uri, uri.includes(',') ? 'no comma' : 'absolute'],
    ),
    ['http://shop.test/cb', 'https'],
    ['http://localhost.evil.test/', 'https'],
    ['http://127.0.0.1.evil.test/', 'https'],
    ['https://shop.test/#x', 'no fragment'],
    ['https://shop.test/#', 'no fragment'],
    ['https://*.shop.test/', 'no wildcard'],
    ['https://user:pw@shop.test/', 'no credentials'],
    ['https://shop.test@evil.test/', 'no credentials'],
    ['https://@evil.test/', 'no credentials'],
    ['https://shop.test/a,b', 'no comma'],
    ['https://shop.test/a b', 'plain characters'],
    ['https://shop.test/a\tb', 'plain characters'],
    ['https://shop.test\\@evil.test/', 'plain characters'],
    ['https://bücher.test/', 'plain characters'],
    ['https://shop.test/\u0000', 'plain characters'],
    [`https://shop.test/${'a'.repeat(2048)}`, 'length'],
  ]
  for (const [uri, rule] of bad) {
    it(`refuses ${JSON.stringify(uri).slice(0, 50)}: ${rule}`, () => {
      assert.equal(ruleBrokenBy(uri, false)?.rule, rule)
      assert.ok(ruleBrokenBy(uri, true))
    })
  }

  it('takes http in test mode alone, each URI once, and twenty at most', () => {
    assert.equal(ruleBrokenBy('http://localhost:4300/cb', true)?.rule, 'https')
    const twice = rulesBrokenBy(['https://a.test/', 'https://a.test/'], true)
    assert.deepEqual(
      [...twice].map(([at, { rule }]) => [at, rule]),
      [[1, 'once']],
    )
    const many = Array.from({ length: 21 }, (_, n) => `https://a.test/${n}`)
    assert.deepEqual([...rulesBrokenBy(many, true).keys()], [20])
  })

  it('never fails on anything, and what it accepts leads to a web server', () => {
    holds(
      property(oneof(string(), webUrl(), string({ unit: 'binary' })), (uri) => {
        if (ruleBrokenBy(uri, true) === undefined) assert.equal(new URL(uri).protocol, 'https:')
      }),
      { numRuns: 2000 },
    )
  })
})
