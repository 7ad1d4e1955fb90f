import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, describe, it } from 'node:test'
import { createLog } from '../../core/log.js'
import { outsideWith } from '../../core/outside.js'
import type { Database } from './database.js'
import { openEmbedded } from './embedded.js'
import { DirectoryLocked } from '../../core/directory-lock.js'
import { currentTemplate } from './template.js'
import { StoreUnavailable } from './unavailable.js'

const outside = outsideWith()

const lines = (heard: (line: string) => void) =>
  new Writable({
    write(chunk, _encoding, done) {
      heard(String(chunk))
      done()
    },
  })

describe('the embedded store', () => {
  const directory = mkdtempSync(join(tmpdir(), 'annex-embedded-'))
  after(() => rmSync(directory, { recursive: true }))

  it('keeps what was committed, and lets one process in at a time', async () => {
    const first = await openEmbedded({ directory, outside })
    await first.exec('create table notes (text text)')
    await first.query('insert into notes values ($1)', ['kept'])
    await assert.rejects(openEmbedded({ directory, outside }), DirectoryLocked)
    await first.close()

    const second = await openEmbedded({ directory, outside })
    assert.deepEqual(await second.query('select text from notes'), [{ text: 'kept' }])
    await second.close()
  })

  it('finishes what was asked before it closes, and nothing after', async () => {
    const database = await openEmbedded({ directory: ':memory:', outside })
    const asked = database.query('select 1 as one')
    const closed = database.close()
    assert.deepEqual(await asked, [{ one: 1 }])
    await assert.rejects(database.query('select 1'), /closed/)
    await closed
    await database.close()
  })

  it('counts as failed once a statement outlasts its deadline (P3)', async () => {
    const quick = { ...outside, timers: { ...outside.timers, after: soon } }
    const stuck = await openEmbedded({ directory: ':memory:', outside: quick, deadlineMs: 60_000 })
    await assert.rejects(stuck.query('select pg_sleep(30)'), /no answer within 60000 ms/)
    await assert.rejects(stuck.query('select 1'), StoreUnavailable)
    await stuck.close()
  })

  // The first question of a store is whether it opens; the deadline that strikes is the second's.
  let questions = 0
  function soon(delayMs: number, callback: () => void) {
    return outside.timers.after(++questions > 1 ? 20 : delayMs, callback)
  }

  it('gives what prepares it no deadline, and everything after that its own', async () => {
    const deadlines: number[] = []
    const after = (ms: number, callback: () => void) => {
      deadlines.push(ms)
      return outside.timers.after(ms, callback)
    }
    const watched = { ...outside, timers: { ...outside.timers, after } }
    const prepare = async (database: Database) => {
      deadlines.length = 0
      await database.transaction((tx) => tx.exec('create table prepared (text text)'))
      assert.deepEqual(deadlines, [])
    }
    const rest = { outside: watched, deadlineMs: 60_000, prepare }
    const database = await openEmbedded({ directory: ':memory:', ...rest })
    assert.deepEqual(await database.query('select text from prepared'), [])
    assert.deepEqual(deadlines, [60_000])
    await database.close()
  })

  it('is started again after it failed, with what was committed and who listened (P3)', async () => {
    const own = mkdtempSync(join(tmpdir(), 'annex-restarted-'))
    let isStuck = false
    const timers = {
      ...outside.timers,
      // A deadline strikes soon while the engine is stuck; waits are over at once.
      after: (ms: number, callback: () => void) =>
        outside.timers.after(isStuck ? 50 : ms, callback),
      sleep: async () => undefined,
    }
    const back = Promise.withResolvers<void>()
    const log = createLog(
      'warn',
      'test',
      lines((line) => /the store is back/.test(line) && back.resolve()),
    )
    const store = await openEmbedded({ directory: own, outside: { ...outside, timers }, log })
    const heard = Promise.withResolvers<string>()
    await store.listen('news', heard.resolve)
    await store.exec(`create table notes (text text); insert into notes values ('kept')`)

    isStuck = true
    const cut = store.transaction(async (tx) => {
      await tx.query('insert into notes values ($1)', ['half'])
      await tx.query('select pg_sleep(30)').catch(() => undefined)
      isStuck = false
      await back.promise
      // The transaction is over, whatever answers by now.
      await tx.query('insert into notes values ($1)', ['the other half'])
    })
    await assert.rejects(cut, StoreUnavailable)

    assert.deepEqual(await store.query('select text from notes'), [{ text: 'kept' }])
    await store.query(`select pg_notify('news', 'again')`)
    assert.equal(await heard.promise, 'again')
    await store.close()
    rmSync(own, { recursive: true })
  })

  it('stops with advice where the data does not open, and deletes nothing (P5)', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'annex-broken-'))
    const first = await openEmbedded({ directory: broken, outside })
    await first.close()
    const control = join(broken, 'postgres/global/pg_control')
    writeFileSync(control, 'no longer what it was')
    await assert.rejects(openEmbedded({ directory: broken, outside }), /nothing was deleted/)
    assert.equal(readFileSync(control, 'utf8'), 'no longer what it was')
    rmSync(broken, { recursive: true })
  })

  it('begins from a template made by the engine that is installed', () => {
    const url = new URL(
      '../../../../../node_modules/@electric-sql/pglite/package.json',
      import.meta.url,
    )
    const { version } = JSON.parse(readFileSync(url, 'utf8')) as { version: string }
    assert.match(currentTemplate() ?? 'none', new RegExp(`pglite-${version}\\.template$`))
  })
})
