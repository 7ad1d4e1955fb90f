/** One account as the mirror has it: lists, objects and SQL, over each store. */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { Client } from 'pg'
import type { Stripe } from 'stripe'
import { choose } from '../../extension/mirror/choice.js'
import { accountMirror, type AccountMirror } from '../../extension/app/account-mirror.js'
import { ListRefused, NoSuchAccount, NoSuchKind } from '../../extension/app/refusals.js'
import { findConnection } from '../../extension/store/connections.js'
import { openShop, type Shop } from '../worlds/shop.js'
import { syncWorld, type SyncWorld } from '../worlds/sync.js'
import { storeKinds, type TestStore } from './stores.js'

for (const kind of await storeKinds()) {
  describe(`one account's mirror over ${kind.name}`, () => {
    let store: TestStore
    let shop: Shop
    let world: SyncWorld
    let mirror: AccountMirror
    before(async () => {
      store = await kind.make()
    })
    after(() => store.remove())
    beforeEach(async () => {
      shop = await openShop()
      for (let n = 0; n < 25; n++) {
        shop.put({
          ...{ id: `ch_${String(n).padStart(2, '0')}`, object: 'charge', amount: 100 * n },
          ...{ created: shop.now - Math.floor(n / 3), customer: n % 5 === 0 ? 'cus_1' : null },
          ...{ status: n % 2 === 0 ? 'succeeded' : 'failed', currency: 'usd', refunded: n === 4 },
        })
      }
      world = await syncWorld({ database: store.database, shop })
      const { database, sync, key } = world
      await database.transaction((tx) => sync.startBackfill(tx, key, { kinds: ['charges'] }))
      await world.settled()
      mirror = mirrorOf(key.account)
    })
    afterEach(async () => {
      await world.close()
      await shop.close()
    })

    const mirrorOf = (account: string) =>
      accountMirror(account, async () => ({
        ...{ database: store.database, mirrors: choose() },
        connection: async (id) =>
          (await findConnection(store.database, { account: id, livemode: false })) ??
          Promise.reject(new NoSuchAccount(id)),
      }))
    const idsOf = (objects: readonly { id: string }[]) => objects.map(({ id }) => id)
    const newestFirst = () =>
      idsOf(shop.all('charge').sort((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1)))

    it('lists a page as the official package types it, and the next one after it', async () => {
      const page = await mirror.list('charges', { limit: 10 })
      // Typed: this line compiles because they are `Stripe.Charge`.
      const [first]: Stripe.Charge[] = page.data
      assert.equal(first?.amount, shop.get('charge', first?.id ?? '')?.['amount'])
      assert.deepEqual([page.data.length, page.has_more], [10, true])
      const next = await mirror.list('charges', {
        limit: 20,
        starting_after: page.data[9]?.id ?? '',
      })
      assert.equal(next.has_more, false)
      assert.deepEqual(idsOf([...page.data, ...next.data]), newestFirst())
    })

    it('goes through everything, however small the pages', async () => {
      const seen: string[] = []
      for await (const charge of mirror.list('charges', { limit: 4 })) seen.push(charge.id)
      assert.deepEqual(seen, newestFirst())
    })

    it('finds by columns: a value, several, none, a range', async () => {
      const ids = async (request: Parameters<typeof mirror.list<'charges'>>[1]) =>
        idsOf((await mirror.list('charges', request)).data).sort()
      assert.deepEqual(await ids({ customer: 'cus_1', status: 'failed' }), ['ch_05', 'ch_15'])
      assert.deepEqual(await ids({ id: ['ch_01', 'ch_02', 'ch_99'] }), ['ch_01', 'ch_02'])
      assert.equal((await ids({ customer: null })).length, 20)
      assert.deepEqual(await ids({ amount: { gte: 200, lt: 400 } }), ['ch_02', 'ch_03'])
      assert.deepEqual(await ids({ created: { gte: shop.now } }), ['ch_00', 'ch_01', 'ch_02'])
      assert.deepEqual(await ids({ refunded: true }), ['ch_04'])
    })

    it('leaves out what was deleted, and what belongs to somebody else', async () => {
      shop.now += 60
      const gone = { id: 'ch_00', object: 'charge', deleted: true }
      shop.put({ id: 'ch_00', object: 'charge' }, 'charge.updated')
      await world.deliver({ ...shop.events[0]!, data: { object: gone } })
      assert.equal(await mirror.retrieve('charges', 'ch_00'), undefined)
      assert.equal((await mirror.retrieve('charges', 'ch_01'))?.amount, 100)
      assert.equal((await mirror.list('charges')).data.length, 24)

      await world.close()
      world = await syncWorld({ database: store.database, shop })
      const other = mirrorOf(world.key.account)
      assert.deepEqual((await other.list('charges')).data, [])
      assert.equal(await other.retrieve('charges', 'ch_01'), undefined)
      assert.deepEqual(await other.sql('select id from charges'), [])
    })

    it('refuses what it can not list by, and says by what it can', async () => {
      const refused = (message: RegExp) => (error: unknown) =>
        error instanceof ListRefused && message.test(error.message)
      await assert.rejects(
        mirror.list('charges', { description: 'x' }),
        refused(/^charges can't be listed by 'description'. There are: id, created, amount, /),
      )
      await assert.rejects(mirror.list('charges', { limit: 0 }), refused(/1 to 1000/))
      await assert.rejects(mirror.list('charges', { starting_after: 'ch_x' }), refused(/'ch_x'/))
      const injected = { "id = id or '1'": 1 } as object
      await assert.rejects(mirror.list('charges', injected), refused(/can't be listed by/))
      const strange = { amount: { near: 5 } } as object
      await assert.rejects(mirror.list('charges', strange), refused(/gt, gte, lt and lte/))
      await assert.rejects(mirror.list('payment_links'), NoSuchKind)
      await assert.rejects(mirrorOf('acct_nobody').list('charges'), NoSuchAccount)
      // The iteration tells too, rather than ending early.
      await assert.rejects(async () => {
        for await (const one of mirror.list('payment_links')) assert.fail(one.id)
      }, NoSuchKind)
    })

    it('answers SQL over its own rows alone, and writes nothing', async () => {
      const rows = await mirror.sql<{ status: string; volume: number }>(
        `select status, sum(amount)::bigint as volume from charges
          where currency = $1 group by 1 order by 1`,
        ['usd'],
      )
      assert.deepEqual(rows, [
        { status: 'failed', volume: 14_400 },
        { status: 'succeeded', volume: 15_600 },
      ])
      await assert.rejects(mirror.sql('delete from stripe.charges'), /read-only/)
      const [outside] = await store.database.query<{ count: number }>(
        'select count(*) as count from stripe_account.charges',
      )
      assert.equal(outside?.count, 0)
    })

    it('refuses SQL that would leave its fence behind a first statement', async () => {
      const { account } = world.key
      const count = () =>
        store.database.query<{ count: number }>(
          'select count(*) as count from stripe.charges where account = $1',
          [account],
        )
      const before = await count()
      const deletion = 'delete from stripe.charges'
      const several = [
        `select 1; commit; ${deletion}`,
        `commit; ${deletion}; begin`,
        `rollback; begin; ${deletion}; commit`,
        `select 1 /* ; */ ; -- ;\n commit; ${deletion}`,
        `select ';'; /* commit; /* */ */ commit; ${deletion}`,
        `select $$;$$; commit; ${deletion}`,
      ]
      for (const text of several) {
        await assert.rejects(mirror.sql(text), /multiple commands/, text)
        await assert.rejects(mirror.sql(text, []), /multiple commands/, text)
      }
      for (const end of ['commit', 'rollback']) await assert.rejects(mirror.sql(end), /savepoint/i)
      await assert.rejects(mirror.sql(`do $$ begin commit; ${deletion}; end $$`), /termination/)
      const wrapped = `with gone as (${deletion} returning id) select * from gone`
      await assert.rejects(mirror.sql(wrapped), /read-only/)
      // One statement, whatever its comments and words look like.
      const fine = `-- commit;\nselect ';' as text /* ; ${deletion} */;`
      assert.deepEqual(await mirror.sql(fine), [{ text: ';' }])
      assert.deepEqual(await count(), before)
    })

    it('leaves nothing in the session for whoever asks next', async () => {
      const now = () => store.database.query("select current_setting('search_path') as path")
      const before = await now()
      await mirror.sql('set search_path to elsewhere')
      await mirror.sql("select set_config('default_transaction_read_only', 'on', false)")
      assert.deepEqual(await now(), before)
      await store.database.exec('create temporary table writable (id integer)')
    })

    it('shows a login of its own one account, whatever it sets', async (test) => {
      if (!store.url) return test.skip('an embedded store has no logins')
      const login = `annex_reader_${world.key.account.replace(/\W/g, '_')}_${process.pid}`
      const { database } = store
      await database.exec(`
        create role ${login} login password 'x';
        grant usage on schema stripe_account to ${login};
        grant select on all tables in schema stripe_account to ${login};`)
      await database.query(
        'insert into annex.readers (login, account, livemode) values ($1, $2, false)',
        [...[login, world.key.account]],
      )
      const first = world
      world = await syncWorld({ database, shop })
      await database.transaction((tx) =>
        world.sync.startBackfill(tx, world.key, { kinds: ['charges'] }),
      )
      await world.settled()
      const url = new URL(store.url)
      url.username = login
      url.password = 'x'
      const client = new Client(url.href)
      await client.connect()
      try {
        const accounts = 'select distinct account from stripe_account.charges'
        const own = [{ account: first.key.account }]
        assert.deepEqual((await client.query(accounts)).rows, own)
        await client.query(`set annex.account = '${world.key.account}'`)
        await client.query(`set annex.livemode = 'false'`)
        assert.deepEqual((await client.query(accounts)).rows, own)
        await assert.rejects(client.query('select * from stripe.charges'), /permission denied/)
        await assert.rejects(client.query('select * from annex.readers'), /permission denied/)
      } finally {
        await client.end()
        await first.close()
        await database.exec(`drop owned by ${login}; drop role ${login};`)
      }
    })
  })
}
