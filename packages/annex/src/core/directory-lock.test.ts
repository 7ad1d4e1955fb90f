import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { systemRandom } from './random.js'
import { DirectoryLocked, lockDirectory } from './directory-lock.js'

describe('the lock on a data directory', () => {
  const made: string[] = []
  after(() => made.forEach((path) => rmSync(path, { recursive: true })))
  function directory(): string {
    const path = mkdtempSync(join(tmpdir(), 'annex-lock-'))
    made.push(path)
    return path
  }
  const lock = (path: string) => lockDirectory(path, systemRandom)

  it('refuses a second opener and says what to do', () => {
    const path = directory()
    lock(path)
    assert.throws(() => lock(path), DirectoryLocked)
    assert.throws(() => lock(path), new RegExp(`by process ${process.pid}.*--data`))
  })

  it('lets the next one in after it was given back', () => {
    const path = directory()
    lock(path)()
    lock(path)()
    assert.deepEqual(readdirSync(path), [])
  })

  it('takes over from a process that is gone, and only then', () => {
    const path = directory()
    const gone = spawnSync(process.execPath, ['--eval', '0']).pid
    lock(path)
    alter(path, { pid: gone })
    lock(path)()
    assert.deepEqual(readdirSync(path), [])
  })

  it('knows a number that went to another process', { skip: process.platform !== 'linux' }, () => {
    const path = directory()
    lock(path)
    alter(path, { started: '1' })
    lock(path)()
  })

  it('never takes over from another machine, nor from a lock it cannot read', () => {
    const path = directory()
    lock(path)
    alter(path, { host: 'elsewhere', pid: 1 })
    assert.throws(() => lock(path), /on elsewhere/)
    writeFileSync(join(path, 'annex.lock'), '{')
    assert.throws(() => lock(path), /cannot be read/)
  })

  it('gives back only what is its own', () => {
    const path = directory()
    const unlock = lock(path)
    alter(path, { nonce: 'another' })
    unlock()
    assert.deepEqual(readdirSync(path), ['annex.lock'])
  })

  function alter(path: string, change: object): void {
    const file = join(path, 'annex.lock')
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }))
  }
})
