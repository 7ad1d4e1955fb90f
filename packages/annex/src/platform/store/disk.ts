/** When a commit is safe from a power cut: SQLite waits for it, or somebody waits in its place. */
import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'

export interface Disk {
  /** The next commit does not wait for the disk, and is safe only once `sync` has called back. */
  defer(): void
  /** Commits wait for the disk themselves. */
  insist(): void
  sync(done: (error: Error | null) => void): void
  /** Everything is safe when it returns; a `sync` under way calls nobody back. */
  close(): void
}

/** Nothing to wait for. */
export const noDisk: Disk = {
  defer() {},
  insist() {},
  sync: (done) => done(null),
  close() {},
}

/**
 * SQLite holds the whole process while it syncs. What it would sync at a commit is the log of
 * changes beside the file (WAL), so that is synced from here, off the thread.
 * @param path of the database, which is open and has its log
 */
export function diskOf(database: DatabaseSync, path: string): Disk {
  const log = openSync(`${path}-wal`, 'r+')
  let closed = false
  let syncing = false

  function closeLog(): void {
    if (closed && !syncing) closeSync(log)
  }

  return {
    // These can't be prepared: they take effect when they are compiled.
    defer: () => database.exec('pragma synchronous = normal'),
    insist: () => database.exec('pragma synchronous = full'),
    sync(done) {
      syncing = true
      fdatasync(log, (error) => {
        syncing = false
        closeLog()
        if (!closed) done(error)
      })
    },
    close() {
      fdatasyncSync(log)
      closed = true
      closeLog()
    },
  }
}
