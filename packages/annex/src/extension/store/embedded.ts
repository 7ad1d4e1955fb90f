/** The port over PGlite: Postgres inside the process, on a thread of its own, one statement at a time. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Outside } from '../../core/outside.js'
import type { Log } from '../../core/log.js'
import type { Database, Queryable, Row } from './database.js'
import { Listeners } from './listeners.js'
import { lockDirectory } from '../../core/directory-lock.js'
import { Queue } from './queue.js'
import { currentTemplate } from './template.js'
import { superviseThread, type SupervisedThread, type ThreadNews } from './supervised-thread.js'
import type { Thread } from './thread.js'
import { encode } from './values.js'

export interface EmbeddedOptions {
  /** Where the data lies, or `:memory:` to forget it all. */
  directory: string
  outside: Pick<Outside, 'timers' | 'random'>
  /** A statement that takes longer has stopped the engine for good: the store counts as failed. */
  deadlineMs?: number | undefined
  /** Done before anybody else may ask; its statements take as long as they take. */
  prepare?: (database: Database) => Promise<void>
  log?: Log | undefined
}

/**
 * Opens the directory, making it on first use.
 * @throws DirectoryLocked when another process has it open
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  const { directory, outside } = options
  const kept = directory !== ':memory:'
  const unlock = kept ? lockDirectory(directory, outside.random) : () => undefined
  const listeners = new Listeners()
  const place = join(directory, 'postgres')
  const { deadlineMs = 60_000 } = options
  let isPreparing = false
  const isNew = !kept || !existsSync(join(place, 'PG_VERSION'))
  const thread = superviseThread({
    directory: kept ? place : 'memory://',
    template: isNew ? currentTemplate() : undefined,
    deadlineMs: () => (isPreparing ? undefined : deadlineMs),
    timers: outside.timers,
    heard: (channel, payload) => listeners.tell(channel, payload),
    isKept: kept,
    begin: (next) => begin(next, listeners),
    tell: (news) => writeDown(news, options),
  })
  try {
    await begin(thread.current(), listeners)
  } catch (cause) {
    await thread.stop()
    unlock()
    throw new Error(unreadable(directory), { cause })
  }
  const database = databaseOver(thread, listeners, unlock)
  isPreparing = true
  await prepare(database, options)
  isPreparing = false
  return database
}

async function prepare(database: Database, options: EmbeddedOptions): Promise<void> {
  try {
    await options.prepare?.(database)
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Whether it opens, and who listens to it. */
async function begin(thread: Thread, listeners: Listeners): Promise<void> {
  await thread.ask({ verb: 'query', sql: 'select 1', values: [] })
  for (const channel of listeners.channels()) await thread.ask({ verb: 'listen', channel })
}

function writeDown(news: ThreadNews, { directory, log }: EmbeddedOptions): void {
  if (news.kind === 'failed') log?.error({ err: news.error }, 'the store failed')
  if (news.kind === 'restarted') log?.warn('the store is back')
  if (news.kind === 'not_restarted') log?.error({ err: news.error }, unreadable(directory))
  if (news.kind === 'lost') log?.fatal('The store was in memory and is gone. Start again.')
}

function databaseOver(
  thread: SupervisedThread,
  listeners: Listeners,
  unlock: () => void,
): Database {
  const queue = new Queue()
  const direct = () => queryableOver(thread.current())
  return {
    kind: 'embedded',
    query: (sql, values) => queue.run(() => direct().query(sql, values)),
    exec: (sql) => queue.run(() => execOn(direct(), sql)),
    transaction: (work) => queue.run(() => transactionOn(direct(), work)),
    async listen(channel, heard) {
      if (listeners.add(channel, heard)) {
        await queue.run(() => thread.current().ask({ verb: 'listen', channel }))
      }
      return async () => {
        if (!listeners.remove(channel, heard)) return
        await queue.run(() => thread.current().ask({ verb: 'unlisten', channel }))
      }
    },
    close: () =>
      queue.close(async () => {
        await thread
          .current()
          .ask({ verb: 'close' })
          .catch(() => undefined)
        await thread.stop()
        unlock()
      }),
  }
}

/** The text may hold its own `begin`, and there is only this one connection to leave clean. */
function execOn(direct: Queryable, sql: string): Promise<Row[]> {
  return direct.exec(sql).catch((error: unknown) => rollBack(direct, error))
}

function queryableOver(thread: Thread): Queryable {
  return {
    query: (sql, values = []) => thread.ask({ verb: 'query', sql, values: values.map(encode) }),
    exec: (sql) => thread.ask({ verb: 'exec', sql }),
  }
}

async function transactionOn<T>(
  direct: Queryable,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  // The thread takes what it is asked in that order.
  const begun = direct.exec('begin')
  begun.catch(() => undefined)
  try {
    const result = await work(direct)
    await begun
    await direct.exec('commit')
    return result
  } catch (error) {
    return rollBack(direct, error)
  }
}

async function rollBack(direct: Queryable, cause: unknown): Promise<never> {
  // A thread that stopped has nothing left to roll back, and the cause says more.
  await direct.exec('rollback').catch(() => undefined)
  throw cause
}

function unreadable(directory: string): string {
  return (
    `The data in ${directory} does not open, and nothing was deleted. Restore it from a copy, or ` +
    'move the directory away and connect the accounts again: everything in it can be synced anew.'
  )
}
