/** What the `Database` port promises, whichever Postgres is behind it. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { Database } from '../../extension/store/database.js'
import { migrate } from '../../extension/store/migrate.js'
import type { StoreKind, TestStore } from './stores.js'

export function databaseSuite({ name, make }: StoreKind): void {
  describe(`the store over ${name}`, () => {
    let store: TestStore
    let database: Database
    before(async () => {
      store = await make()
      database = store.database
      await database.exec('create table public.notes (id integer primary key, text text)')
    })
    after(() => store.remove())

    it('decodes every type the same way', async () => {
      const [row] = await database.query(`
        select 9007199254740991::int8 as big, '{1,2}'::int8[] as bigs, 3::int2 as small, 1.5::float8 as float,
               '12.30'::numeric as money, true as yes, '\\x00ff'::bytea as bytes, '{"a":[1]}'::jsonb as json,
               '2026-11-24T05:00:00Z'::timestamptz as at, '2026-11-24'::date as day,
               '2026-11-24 05:00'::timestamp as local, '{a,"b,c",null}'::text[] as texts,
               null::int8 as nothing, '{t,f}'::bool[] as flags, '1 day 02:00'::interval as span`)
      assert.deepEqual(row, {
        ...{ big: 9007199254740991, bigs: [1, 2], small: 3, float: 1.5, money: '12.30', yes: true },
        ...{ bytes: new Uint8Array([0, 255]), json: { a: [1] }, day: '2026-11-24' },
        ...{ at: new Date('2026-11-24T05:00:00Z'), local: '2026-11-24 05:00:00' },
        ...{
          texts: ['a', 'b,c', null],
          nothing: null,
          flags: [true, false],
          span: '1 day 02:00:00',
        },
      })
    })

    it('takes parameters of every type the same way', async () => {
      const given = [42, true, new Date(0), new Uint8Array([1, 2]), { a: '"\\' }, ['x', 'y"\\,{']]
      const [row] = await database.query(
        `select $1::int8 as n, $2::boolean as b, $3::timestamptz as at, $4::bytea as bytes,
                $5::jsonb as json, $6::text[] as list, $7::int8[] as numbers, $8::text as none`,
        [...given, [1, null, 3], undefined],
      )
      assert.deepEqual(row, {
        ...{ n: 42, b: true, at: given[2], bytes: given[3], json: given[4], list: given[5] },
        ...{ numbers: [1, null, 3], none: null },
      })
    })

    it('refuses to give a number that would come out wrong', async () => {
      await assert.rejects(database.query('select 9007199254740993::int8'), /too large/)
      assert.deepEqual(await database.query('select 1 as fine'), [{ fine: 1 }])
    })

    it('runs several statements at once and gives all their rows', async () => {
      const rows = await database.exec(
        'select 1 as a; create temporary table t (x int); select 2 as a',
      )
      assert.deepEqual(rows, [{ a: 1 }, { a: 2 }])
    })

    it('refuses several statements where one is asked for, with and without parameters', async () => {
      const two = 'insert into notes values (30); insert into notes values (31)'
      await assert.rejects(database.query(two), /multiple commands/)
      await assert.rejects(database.query(`select $1::int; ${two}`, [1]), /multiple commands/)
      await assert.rejects(
        database.transaction((tx) => tx.query(two)),
        /multiple commands/,
      )
      assert.deepEqual(await database.query('select id from notes where id in (30, 31)'), [])
    })

    it('stays usable after statements that failed inside their own transaction', async () => {
      await assert.rejects(database.exec('begin; select 1/0; commit'), /division by zero/)
      assert.deepEqual(await database.query('select 1 as fine'), [{ fine: 1 }])
    })

    it('commits a transaction, or nothing of it', async () => {
      await database.transaction(async (tx) => {
        await tx.query('insert into notes values (1, $1)', ['kept'])
      })
      await assert.rejects(
        database.transaction(async (tx) => {
          await tx.query('insert into notes values (2, $1)', ['lost'])
          throw new Error('changed my mind')
        }),
        /changed my mind/,
      )
      assert.deepEqual(await database.query('select id from notes'), [{ id: 1 }])
    })

    it('says which rule a refused statement broke', async () => {
      await database.query('insert into notes values (7)')
      await assert.rejects(database.query('insert into notes values (7)'), {
        ...{ code: '23505', constraint: 'notes_pkey' },
      })
    })

    it('keeps what runs beside a transaction out of it', async () => {
      const inside = database.transaction(async (tx) => {
        await tx.query('insert into notes values (20)')
        await tx.query('select 1')
        throw new Error('rolled back')
      })
      const beside = database.query('insert into notes values (21)')
      await assert.rejects(inside, /rolled back/)
      await beside
      const rows = await database.query('select id from notes where id in (20, 21)')
      assert.deepEqual(rows, [{ id: 21 }])
    })

    it('hears notifications, once per listener, until it stops', async () => {
      const heard: string[] = []
      const both = Promise.withResolvers<void>()
      const hear = (name: string) => (payload: string) => {
        if (heard.push(`${name} ${payload}`) === 2) both.resolve()
      }
      await database.listen('news', hear('first'))
      await database.listen('news', hear('second'))
      await database.query("select pg_notify('news', 'one')")
      await both.promise
      assert.deepEqual(heard.sort(), ['first one', 'second one'])
    })

    it('stops hearing when asked to', async () => {
      const heard: string[] = []
      const stop = await database.listen('quiet', (payload) => void heard.push(payload))
      await stop()
      const marker = Promise.withResolvers<string>()
      await database.listen('marker', marker.resolve)
      await database.query("select pg_notify('quiet', 'unheard')")
      await database.query("select pg_notify('marker', 'now')")
      await marker.promise
      assert.deepEqual(heard, [])
    })

    it('migrates once, also when several begin together', async () => {
      await Promise.all([migrate(database), migrate(database), migrate(database)])
      const rows = await database.query('select name from annex.migrations where name like $1', [
        '0001%',
      ])
      assert.deepEqual(rows, [{ name: '0001_extension.sql' }])
    })

    it('leaves nothing of a migration that failed, and runs it again', async () => {
      const { folder, write, remove } = await migrationsFolder()
      await write('0001_extension.sql', '')
      await write('0002_wrong.sql', 'create table public.halfway (x int); select 1/0;')
      await assert.rejects(migrate(database, folder), /division by zero/)
      await write('0002_wrong.sql', 'create table public.halfway (x int);')
      await migrate(database, folder)
      assert.deepEqual(await database.query('select x from halfway'), [])
      await remove()
    })
  })
}

async function migrationsFolder() {
  const path = await mkdtemp(join(tmpdir(), 'annex-migrations-'))
  const write = (name: string, sql: string) => writeFile(join(path, name), sql)
  const remove = () => rm(path, { recursive: true })
  return { folder: pathToFileURL(`${path}/`), write, remove }
}
