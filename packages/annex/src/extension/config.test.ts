import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { seededRandom, systemRandom } from '../core/random.js'
import { readConfig, type Settings } from './config.js'
import { ConfigError } from './config/problem.js'

const KEY = `k1:${Buffer.from(seededRandom(1).bytes(32)).toString('base64')}`

const env = {
  STRIPE_SECRET_KEY: 'sk_test_ledgerline',
  STRIPE_CLIENT_ID: 'ca_test_ledgerline',
  STRIPE_WEBHOOK_SECRET: 'whsec_old, whsec_new',
  STRIPE_API_BASE: 'http://127.0.0.1:4242',
  PUBLIC_URL: 'http://localhost:4300',
  ENCRYPTION_KEY: KEY,
}

function configFor(changes: Record<string, string | undefined> = {}, settings: Settings = {}) {
  return readConfig({ data: ':memory:', ...settings }, { ...env, ...changes }, systemRandom)
}

function problemsFor(changes: Record<string, string | undefined>, settings: Settings = {}) {
  try {
    configFor(changes, settings)
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.problems.map(({ setting }) => setting)
  }
  return []
}

describe('the configuration of an extension', () => {
  it('reads the environment', () => {
    const config = configFor()

    assert.equal(config.stripe.secretKey.reveal(), 'sk_test_ledgerline')
    assert.deepEqual(
      config.stripe.webhookSecrets.map((secret) => secret.reveal()),
      ['whsec_old', 'whsec_new'],
    )
    assert.equal(config.stripe.connectBase, 'http://127.0.0.1:4242')
    assert.equal(config.stripe.livemode, false)
    assert.equal(config.scope, 'read_only')
    assert.equal(config.database, null)
  })

  it('lets what the host says beat the environment', () => {
    const config = configFor({}, { stripe: { secretKey: 'sk_live_1' }, scope: 'read_write' })

    assert.equal(config.stripe.livemode, true)
    assert.equal(config.scope, 'read_write')
    assert.equal(config.stripe.clientId, 'ca_test_ledgerline')
  })

  it("talks to Stripe's own hosts when no base is given", () => {
    const { stripe } = configFor({ STRIPE_API_BASE: '' })

    assert.deepEqual([stripe.apiBase, stripe.connectBase], [null, null])
  })

  it('names every problem at once and no value', () => {
    const bad = {
      STRIPE_SECRET_KEY: 'pk_test_visible',
      STRIPE_CLIENT_ID: undefined,
      STRIPE_WEBHOOK_SECRET: '',
      STRIPE_API_BASE: 'http://host/v1',
      DATABASE_URL: 'mysql://visible',
      ENCRYPTION_KEY: 'short:dmlzaWJsZQ==',
    }
    assert.throws(
      () => configFor(bad),
      (error: Error) => {
        for (const name of Object.keys(bad)) assert.match(error.message, new RegExp(`${name} `))
        assert.doesNotMatch(error.message, /visible|dmlzaWJsZQ/)
        return true
      },
    )
  })

  it('refuses secrets over plain http where it matters', () => {
    const open = { STRIPE_API_BASE: 'http://stripe.internal', PUBLIC_URL: 'http://app.example' }

    assert.deepEqual(problemsFor(open), [])
    assert.deepEqual(problemsFor(open, { production: true }), ['STRIPE_API_BASE', 'PUBLIC_URL'])
    assert.deepEqual(problemsFor({ ...open, STRIPE_SECRET_KEY: 'sk_live_1' }), ['STRIPE_API_BASE'])
  })
})

describe('the encryption key', () => {
  it('must be given in production', () => {
    const https = { PUBLIC_URL: 'https://app.example', ENCRYPTION_KEY: undefined }

    assert.deepEqual(problemsFor({ ...https, NODE_ENV: 'production' }), ['ENCRYPTION_KEY'])
  })

  it('must be random, also in development', () => {
    const encoded = (bytes: Uint8Array) => `k1:${Buffer.from(bytes).toString('base64')}`
    const zeros = encoded(new Uint8Array(32))
    const counted = encoded(Uint8Array.from({ length: 32 }, (_, index) => index))
    const words = encoded(Buffer.from('an-example-key-nobody-should-use'))

    for (const text of [zeros, counted, words, `${KEY},${zeros}`, 'k1:AAAA', 'nonsense']) {
      assert.deepEqual(problemsFor({ ENCRYPTION_KEY: text }), ['ENCRYPTION_KEY'], text)
    }
  })

  it('is made once for development, readable by its owner alone', (t) => {
    const data = scratch(t)
    const first = configFor({ ENCRYPTION_KEY: undefined }, { data })
    const again = configFor({ ENCRYPTION_KEY: undefined }, { data })

    assert.deepEqual(again.keyRing, first.keyRing)
    const file = join(data, 'encryption.key')
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.match(readFileSync(file, 'utf8'), /^dev:/)
  })

  it('is not made while the configuration is wrong', (t) => {
    const data = scratch(t)
    problemsFor({ ENCRYPTION_KEY: undefined, STRIPE_CLIENT_ID: undefined }, { data })

    assert.equal(existsSync(join(data, 'encryption.key')), false)
  })
})

function scratch(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'annex-config-'))
  t.after(() => rmSync(directory, { recursive: true }))
  return directory
}
