import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { array, assert as holds, constantFrom, nat, oneof, property, record } from 'fast-check'
import { heldClock } from '../../core/clock.js'
import { createLog } from '../../core/log.js'
import { systemRandom } from '../../core/random.js'
import { createAccount } from '../store/accounts.js'
import { addApplication, findClient } from '../store/applications.js'
import { findGrant } from '../store/grants.js'
import { openStore } from '../store/store.js'
import { CODE_SECONDS, issueCode, stateOf } from './code.js'
import { disconnect } from './connection.js'
import { exchangeCode } from './exchange.js'
import { OAuthRefusal } from './refusals.js'

/** One step: time passes, somebody tries the code, or the account's owner disconnects. */
type Step =
  | { wait: number }
  | { who: 'owner' | 'rival' | 'other mode'; key: string | null }
  | { end: true }

const step = oneof(
  { weight: 3, arbitrary: record({ wait: nat({ max: 200 }) }) },
  {
    weight: 8,
    arbitrary: record({
      who: constantFrom('owner', 'owner', 'owner', 'rival', 'other mode'),
      key: constantFrom(null, 'k1', 'k2'),
    }),
  },
  { weight: 1, arbitrary: record({ end: constantFrom(true as const) }) },
)

function world() {
  const clock = heldClock(1_800_000_000)
  const store = openStore(':memory:')
  const oauth = {
    ...{ store, clock, random: systemRandom, hashKey: Buffer.alloc(32, 1), secure: false },
    keyRing: { keys: [{ id: 'k', key: Buffer.alloc(32, 2) }] },
    ...{ issuer: () => 'http://localhost', apiVersion: () => 'v', log: createLog('silent', 't') },
  }
  const tools = { ...oauth, now: clock.now() }
  for (const id of ['acct_owner', 'acct_shop']) createAccount({ id, email: `${id}@a.test` }, tools)
  const look = { primary_color: null, secondary_color: null, icon: null, logo: null, website: null }
  addApplication(
    store,
    {
      ...{ id: 'app', account: 'acct_owner', kind: 'extension', name: 'x', created: 1, ...look },
      ...{ enabled: 1, sends_issuer: 1 },
    },
    { test: 'ca_test', live: 'ca_live' },
  )
  const client = findClient(store, 'ca_test')
  assert.ok(client)
  const code = issueCode(oauth, {
    ...{ client: { ...client, open: true }, account: 'acct_shop', member: 'm', scope: 'read_only' },
    ...{ redirectUri: 'http://localhost/cb', codeChallenge: null },
  })
  store.run('update grants set granted_by = null')
  const grant = store.get<{ id: string }>('select id from grants')?.id ?? ''
  return { oauth, code, clock, store, grant }
}

describe('an authorization code', () => {
  it('is fresh for five minutes, and used for ever', () => {
    const code = { used_at: null, expires_at: CODE_SECONDS }
    assert.equal(stateOf(code, CODE_SECONDS - 1), 'fresh')
    assert.equal(stateOf(code, CODE_SECONDS), 'expired')
    assert.equal(stateOf({ ...code, used_at: 1 }, 2 * CODE_SECONDS), 'used')
  })

  it('does what its rules say, whoever tries it when, in any order', () => {
    holds(
      property(array(step, { maxLength: 12 }), (steps) => {
        play(steps)
      }),
      { numRuns: 150 },
    )
  })
})

/** Plays the steps on the house and on six lines of rules, and compares. */
function play(steps: readonly Step[]): void {
  const { oauth, code, clock, store, grant } = world()
  const until = clock.now() + CODE_SECONDS
  const model = { usedBy: undefined as string | null | undefined, ended: false }
  for (const now of steps) {
    if ('wait' in now) clock.moveTo(clock.now() + now.wait)
    else if ('end' in now) {
      disconnect(oauth, grant, 'account')
      model.ended = true
    } else {
      const expected = expectedOf(model, now, clock.now() < until)
      assert.equal(
        outcomeOf(() => attempt(oauth, code, now)),
        expected,
      )
    }
    assert.equal(findGrant(store, grant)?.revoked_at !== null, model.ended)
  }
  const told = store.all('select 1 from events').length
  assert.equal(told, model.usedBy === undefined ? 0 : model.ended ? 2 : 1)
}

function expectedOf(
  model: { usedBy: string | null | undefined; ended: boolean },
  tried: { who: string; key: string | null },
  isInTime: boolean,
): string {
  if (tried.who !== 'owner') return 'Authorization code provided does not belong to you'
  if (model.usedBy !== undefined) {
    const isReplay = tried.key !== null && tried.key === model.usedBy && isInTime && !model.ended
    if (isReplay) return 'tokens'
    model.ended = true
    return 'This authorization code has already been used. All tokens issued with this code have been revoked.'
  }
  if (!isInTime || model.ended) return 'Authorization code expired'
  model.usedBy = tried.key
  return 'tokens'
}

function attempt(
  oauth: ReturnType<typeof world>['oauth'],
  code: string,
  tried: { who: string; key: string | null },
): void {
  exchangeCode(oauth, {
    caller: {
      account: tried.who === 'rival' ? 'acct_shop' : 'acct_owner',
      livemode: tried.who === 'other mode',
    },
    request: { parameters: new Map([['code', code]]), body: 'the same' },
    cause: { id: null, idempotency_key: tried.key },
  })
}

function outcomeOf(work: () => void): string {
  try {
    work()
    return 'tokens'
  } catch (error) {
    if (error instanceof OAuthRefusal) return error.message
    throw error
  }
}
