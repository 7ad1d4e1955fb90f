import assert from 'node:assert/strict'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { describe, it } from 'node:test'
import { outsideWith } from '../../core/outside.js'
import { systemTimers } from '../../core/timers.js'
import { storeKinds } from '../../test/suites/stores.js'
import { openDatabase } from './open.js'
import { openServer } from './server.js'
import { StoreUnavailable } from './unavailable.js'

const kind = (await storeKinds()).find(({ name }) => name === 'Postgres')

describe('the store over a server', { skip: !kind && 'no Postgres here' }, () => {
  it('listens again after its connection was cut', async () => {
    const store = await kind!.make()
    const { database } = store
    const heard = Promise.withResolvers<string>()
    await database.listen('news', heard.resolve)
    await database.query(`
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query like 'listen%'`)

    // It comes back after a moment of its own choosing; whoever speaks repeats until heard.
    const silent = Symbol('silent')
    const say = async () => {
      await database.query("select pg_notify('news', 'back')")
      return silent
    }
    let answer: string | symbol = silent
    while (answer === silent) answer = await Promise.race([heard.promise, say()])

    assert.equal(answer, 'back')
    await store.remove()
  })

  it('gives back a working connection after one broke inside a transaction', async () => {
    const store = await kind!.make()
    const { database } = store
    await assert.rejects(
      database.transaction(async (tx) => {
        const [own] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
        await database.query('select pg_terminate_backend($1)', [own?.pid])
        await tx.query('select 1')
      }),
    )
    assert.deepEqual(await database.query('select 1 as fine'), [{ fine: 1 }])
    await store.remove()
  })

  it('migrates past every limit there is for statements, and keeps to it afterwards', async () => {
    const store = await kind!.make()
    // Another process is at it, for longer than a statement may take; so would a large table be.
    const isLocked = Promise.withResolvers<void>()
    const other = store.database.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [4_200_421])
      isLocked.resolve()
      await tx.query('select pg_sleep(1)')
    })
    await isLocked.promise
    const name = new URL(store.url!).pathname.slice(1)
    await store.database.exec(`alter database ${name} set statement_timeout = '300ms'`)
    await store.database.exec(`alter database ${name} set lock_timeout = '300ms'`)
    const rest = { directory: ':memory:', outside: outsideWith(), deadlineMs: 300 }
    const database = await openDatabase({ url: store.url, ...rest })
    await other
    await assert.rejects(database.query('select pg_sleep(30)'), StoreUnavailable)
    await database.close()
    await store.remove()
  })

  it('tells a statement that takes too long from one that is wrong, and goes on', async () => {
    const store = await kind!.make()
    const timers = systemTimers
    const quick = openServer({ url: store.url!, timers, connections: 1, queryTimeoutMs: 200 })
    await assert.rejects(quick.query('select pg_sleep(30)'), StoreUnavailable)
    await assert.rejects(
      quick.transaction((tx) => tx.query('select pg_sleep(30)')),
      StoreUnavailable,
    )
    await assert.rejects(quick.query('select 1 / 0'), { code: '22012' })
    assert.deepEqual(await quick.query('select 1 as fine'), [{ fine: 1 }])
    await quick.close()
    await store.remove()
  })
})

describe('a server that is not there', () => {
  it('is unavailable, whichever verb finds out', async () => {
    const url = 'postgres://annex@127.0.0.1:1/annex'
    const database = openServer({ url, timers: systemTimers })
    await assert.rejects(database.query('select 1'), StoreUnavailable)
    await assert.rejects(database.exec('select 1'), StoreUnavailable)
    await assert.rejects(
      database.transaction(() => assert.fail('There is nothing to do it in.')),
      StoreUnavailable,
    )
    await database.close()
  })

  it('is unavailable when it hangs up on us', async () => {
    const server = createServer((socket: Socket) => socket.destroy()).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const url = `postgres://annex@127.0.0.1:${port}/annex`
    const database = openServer({ url, timers: systemTimers })
    await assert.rejects(database.query('select 1'), StoreUnavailable)
    await database.close()
    server.close()
  })
})
