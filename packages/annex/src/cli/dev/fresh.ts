/** `--fresh`: the demo begins again, and nothing else in the directory is touched. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lockDirectory } from '../../core/directory-lock.js'
import type { Random } from '../../core/random.js'

const OURS = [
  ...['platform.db', 'platform.db-wal', 'platform.db-shm', 'platform.key'],
  'platform.clock',
  ...['credentials.json', 'extension'],
]

/** @throws DirectoryLocked when a running process would lose its data */
export function forgetDemo(data: string, random: Random): void {
  if (!existsSync(data)) return
  const unlock = lockDirectory(data, random)
  try {
    for (const name of OURS) rmSync(join(data, name), { recursive: true, force: true })
  } finally {
    unlock()
  }
}
