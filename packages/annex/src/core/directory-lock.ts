/** The lock on a data directory: two processes that open an embedded store destroy it, silently. */
import { linkSync, mkdirSync, readFileSync, rmSync, renameSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { randomText } from './ids.js'
import type { Random } from './random.js'

interface Holder {
  pid: number
  /** When that process began, in whatever the system counts; null where it cannot be read. */
  started: string | null
  host: string
  nonce: string
}

/** Somebody else has the directory open. */
export class DirectoryLocked extends Error {}

/**
 * Takes the directory for this process until the returned function is called.
 * A lock is taken over only when its process is gone, never because of its age.
 * @throws DirectoryLocked with what to do about it
 */
export function lockDirectory(directory: string, random: Random): () => void {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, 'annex.lock')
  const mine: Holder = {
    pid: process.pid,
    started: startOf(process.pid),
    host: hostname(),
    nonce: randomText(16, random),
  }
  if (!claim(path, mine)) {
    removeStale(path, directory, mine)
    if (!claim(path, mine)) throw inUse(directory, read(path))
  }
  return () => {
    if (read(path)?.nonce === mine.nonce) rmSync(path, { force: true })
  }
}

/** Written aside and linked into place, so that nobody ever reads half a lock. */
function claim(path: string, mine: Holder): boolean {
  const aside = `${path}.${mine.nonce}`
  writeFileSync(aside, JSON.stringify(mine))
  try {
    linkSync(aside, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Moves a dead process's lock away; whoever moved a live one by a race puts it back. */
function removeStale(path: string, directory: string, mine: Holder): void {
  const holder = read(path)
  if (!holder || isAlive(holder)) throw inUse(directory, holder)
  const aside = `${path}.stale.${mine.nonce}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if (read(aside)?.nonce !== holder.nonce) linkSync(aside, path)
  rmSync(aside, { force: true })
}

/** On another machine (a shared volume) nobody can tell, so that counts as alive. */
function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false
  }
  // The number may have gone to another process since.
  const started = startOf(holder.pid)
  return started === null || holder.started === null || started === holder.started
}

/** Clock ticks since boot, from Linux; other systems answer by the process number alone. */
function startOf(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function read(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function inUse(directory: string, holder: Holder | undefined): DirectoryLocked {
  const who = !holder
    ? 'by a lock that cannot be read'
    : holder.host === hostname()
      ? `by process ${holder.pid}`
      : `by process ${holder.pid} on ${holder.host}`
  return new DirectoryLocked(
    `The data directory ${directory} is open ${who}. Stop that process first, or choose another ` +
      `directory with --data. If you are certain that nothing uses it, delete ${join(directory, 'annex.lock')}.`,
  )
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
