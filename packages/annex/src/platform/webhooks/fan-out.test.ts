import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { startReceiver } from '../../test/receiver.js'
import { openWebhooks } from '../../test/webhooks.js'
import { endGrant } from '../store/grants.js'

/** An extension with a Connect endpoint in each mode, and a shop that may let it in. */
function openConnect(test: TestContext, url = 'http://127.0.0.1:9/') {
  const world = openWebhooks(test)
  for (const id of ['acct_owner', 'acct_shop']) {
    world.store.run(
      `insert into accounts (id, email, country, default_currency, created)
       values (?, ?, 'US', 'usd', 0)`,
      ...[id, `${id}@example.test`],
    )
  }
  world.store.exec(`
    insert into applications (id, account, name, created) values ('app_1', 'acct_owner', 'L', 0);
    insert into application_credentials values ('ca_test', 'app_1', 0), ('ca_live', 'app_1', 1)`)
  for (const [id, livemode, connect] of [
    ['we_test', 0, 1],
    ['we_live', 1, 1],
    ['we_own', 0, 0],
  ] as const) {
    world.endpoint({ id, livemode, connect, url, account: 'acct_owner' })
  }
  const grant = (livemode: 0 | 1) => {
    const id = `grant_${livemode}`
    world.store.run(
      `insert into grants (id, application, client_id, account, livemode, scope, created, connected_at)
       values (?, 'app_1', ?, 'acct_shop', ?, 'read_only', 0, 0)`,
      ...[id, livemode ? 'ca_live' : 'ca_test', livemode],
    )
    return id
  }
  const owedTo = (event: string) =>
    world.store
      .all<{ endpoint: string }>(
        'select endpoint from deliveries where event = ? order by 1',
        event,
      )
      .map((row) => row.endpoint)
  return { ...world, grant, owedTo }
}

describe('where a connected account’s events go', () => {
  it('is nowhere before it connects and after it disconnects', (test) => {
    const world = openConnect(test)

    const before = world.happen()
    const grant = world.grant(0)
    const during = world.happen()
    endGrant(world.store, grant, { reason: 'account', now: 1 })
    const after = world.happen()

    assert.deepEqual([before, during, after].map(world.owedTo), [[], ['we_test'], []])
  })

  it('is the test endpoint for a test connection, and never the live one', (test) => {
    const world = openConnect(test)
    world.grant(0)

    assert.deepEqual(world.owedTo(world.happen({ livemode: false })), ['we_test'])
    assert.deepEqual(world.owedTo(world.happen({ livemode: true })), [])
  })

  it('is both endpoints for test events of a live connection, the live one for live events', (test) => {
    const world = openConnect(test)
    world.grant(1)

    assert.deepEqual(world.owedTo(world.happen({ livemode: false })), ['we_live', 'we_test'])
    assert.deepEqual(world.owedTo(world.happen({ livemode: true })), ['we_live'])
  })

  it('is each endpoint once, also when both modes are connected', (test) => {
    const world = openConnect(test)
    world.grant(0)
    world.grant(1)

    assert.deepEqual(world.owedTo(world.happen({ livemode: false })), ['we_live', 'we_test'])
  })

  it('is not a Connect endpoint for the owner’s own events', (test) => {
    const world = openConnect(test)
    world.grant(0)

    assert.deepEqual(world.owedTo(world.happen({ account: 'acct_owner' })), ['we_own'])
  })

  it('is the application that lost it, for the news of that loss', (test) => {
    const world = openConnect(test)
    endGrant(world.store, world.grant(0), { reason: 'account', now: 1 })

    const type = 'account.application.deauthorized'
    const id = world.happen({ type, application: 'app_1', object: { id: 'ca_test' } })

    assert.deepEqual(world.owedTo(id), ['we_test'])
  })

  it('says whose event it is', async (test) => {
    const receiver = await startReceiver(test)
    const world = openConnect(test, receiver.url)
    world.grant(0)

    world.happen()
    const [received] = await receiver.untilReceived(1)

    assert.equal(JSON.parse(received?.body ?? '').account, 'acct_shop')
  })
})
