/** Transactions over one connection: one at a time, or several pieces of work under one commit. */
import { afterThisTurn } from '../../core/timers.js'
import type { Disk } from './disk.js'
import { putOffs } from './put-off.js'

export interface Commits {
  /** Runs `work` and commits, or rolls all of it back. Inside another transaction it joins that one. */
  transaction<T>(work: () => T): T
  together<T>(work: () => T): Promise<T>
  bundle<T>(work: () => T): T
  /** Puts `write` off to the end of a part that has changed nothing yet; elsewhere it comes at once. */
  putOff(about: string, write: () => void): void
  /** Lets `read` run before what is put off, unless some of that is about the same. */
  apart<T>(about: string, read: () => T): T
  /** Makes way for a statement: what was put off comes first, and what others wait for. */
  before(statement: { readonly writes: boolean }): void
  readonly isWaiting: () => boolean
  /** Commits what waits and sees it safe; the connection may be closed after it. */
  close(): void
}

interface Batch {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export interface Connection {
  /** Whether SQLite is inside a transaction. */
  readonly isOpen: () => boolean
  /** Carries out one of the few statements a transaction is made of. */
  readonly run: (sql: string) => void
  readonly disk: Disk
  /** Hears of each outermost commit, once it is durable. */
  readonly committed: () => void
}

/** The state of a connection: nothing, one transaction, or a batch that takes work until it commits. */
export function commitsOver({ isOpen, run, disk, committed }: Connection): Commits {
  let batch: Batch | undefined
  let inBatch = false
  let depth = 0
  const later = putOffs()
  /** Whether the part that runs can be undone by itself, and whether it must be undone at all. */
  let saved = false
  let unsaved = false
  /** Whether what runs was put off itself, or has nothing to do with what is. */
  let undisturbed = false
  /** Committed, and not yet safe from a power cut. */
  const unsafe: Batch[] = []
  let syncing = false

  function transaction<T>(work: () => T): T {
    if (depth > 0) return work()
    if (inBatch) return part(work)
    settle()
    run('begin immediate')
    const result = enclosed(work, () => run('commit'), undo)
    committed()
    return result
  }

  /**
   * A part of the batch: when it fails, the others' parts stay. What it puts off is written once
   * nothing can refuse it any more, without a savepoint: for that, SQLite copies each page that
   * changes, which took an eighth of the processor time of a create. Should that fail, by a bug or
   * a full disk, all of the batch is undone.
   */
  function part<T>(work: () => T): T {
    if (!isOpen()) throw undone()
    saved = false
    unsaved = false
    return enclosed(work, finishPart, undoPart)
  }

  function finishPart(): void {
    unsaved = !saved
    writePutOffs()
    if (saved) run('release part')
  }

  /** Before the first statement that a part may have to take back. */
  function save(): void {
    if (saved || !inBatch || depth === 0) return
    run('savepoint part')
    saved = true
  }

  function writePutOffs(): void {
    undisturbed = true
    try {
      later.writeAll()
    } finally {
      undisturbed = false
    }
  }

  function enclosed<T>(work: () => T, finish: () => void, back: () => void): T {
    depth++
    try {
      const result = work()
      finish()
      return result
    } catch (error) {
      later.drop()
      back()
      throw error
    } finally {
      depth--
    }
  }

  // A commit that failed, and a full disk, may have ended the transaction already.
  function undo(): void {
    if (isOpen()) run('rollback')
  }

  function undoPart(): void {
    if (!isOpen()) return
    if (saved) {
      run('rollback to part')
      run('release part')
    } else if (unsaved) {
      run('rollback')
    }
  }

  function putOff(about: string, write: () => void): void {
    // What has its savepoint has nothing to gain.
    if (undisturbed || saved || !inBatch || depth === 0) write()
    else later.add(about, write)
  }

  function apart<T>(about: string, read: () => T): T {
    if (undisturbed || later.isEmpty() || later.has(about)) return read()
    undisturbed = true
    try {
      return read()
    } finally {
      undisturbed = false
    }
  }

  function before({ writes }: { readonly writes: boolean }): void {
    if (undisturbed) return
    settle()
    if (writes || !later.isEmpty()) save()
    if (!later.isEmpty()) writePutOffs()
  }

  function bundle<T>(work: () => T): T {
    if (depth > 0) return work()
    if (inBatch) {
      if (!isOpen()) throw undone()
      return work()
    }
    settle()
    run('begin immediate')
    try {
      const result = batched(work)
      run('commit')
      committed()
      return result
    } catch (error) {
      undo()
      throw error
    }
  }

  function batched<T>(work: () => T): T {
    inBatch = true
    try {
      return work()
    } finally {
      inBatch = false
    }
  }

  function together<T>(work: () => T): Promise<T> {
    if (inBatch || depth > 0) throw new Error('Work that commits together cannot be nested.')
    const { promise } = (batch ??= open())
    inBatch = true
    try {
      const result = work()
      return promise.then(() => result)
    } finally {
      inBatch = false
      if (!isOpen()) lose()
    }
  }

  function open(): Batch {
    disk.defer()
    run('begin immediate')
    // While the disk is busy there is no hurry: the batch goes on when it is done.
    if (!syncing) afterThisTurn(settle)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    // Work that throws leaves nobody waiting.
    promise.catch(() => {})
    return { promise, resolve, reject }
  }

  /** SQLite has undone everything at once; nobody may be told that theirs was kept. */
  function lose(): void {
    batch?.reject(undone())
    batch = undefined
    disk.insist()
  }

  function settle(): void {
    if (batch === undefined || inBatch) return
    const done = batch
    batch = undefined
    try {
      run('commit')
      unsafe.push(done)
    } catch (error) {
      undo()
      done.reject(error)
    }
    disk.insist()
    sync()
  }

  function sync(): void {
    if (syncing || unsafe.length === 0) return
    const covered = unsafe.length
    syncing = true
    disk.sync((error) => {
      syncing = false
      release(covered, error)
      settle()
      sync()
    })
  }

  function release(count: number, error: Error | null): void {
    if (count === 0) return
    for (const { resolve, reject } of unsafe.splice(0, count)) {
      if (error === null) resolve()
      else reject(error)
    }
    committed()
  }

  function close(): void {
    settle()
    disk.close()
    release(unsafe.length, null)
  }

  return {
    ...{ transaction, together, bundle, putOff, apart, before, close },
    isWaiting: () => syncing || batch !== undefined,
  }
}

function undone(): Error {
  return new Error('The transaction was undone by the database.')
}
