/** The other end of `embedded-thread.ts`: questions with an answer each, and a deadline for each. */
import { Worker } from 'node:worker_threads'
import type { Timers } from '../../core/timers.js'
import type { Failure, Question, Reply, ThreadData } from './embedded-thread.js'
import { isUnavailableCode, StoreUnavailable } from './unavailable.js'

export interface ThreadOptions extends ThreadData {
  /** Of what is asked now; undefined: none. */
  deadlineMs: () => number | undefined
  timers: Timers
  heard(channel: string, payload: string): void
  /** It answers nothing any more; once, and not because it was told to stop. */
  failed: (error: Error) => void
}

export interface Thread {
  /** The rows of a statement; other verbs answer with what their case in the thread returns. */
  ask<T>(question: Question): Promise<T>
  /** Ends the thread, whatever it is doing. */
  stop(): Promise<void>
}

const DISK_FULL = '53100'

/** What Postgres refused, with its `code` (`23505`: unique) as the `pg` driver has it too. */
class StatementFailed extends Error {
  constructor(failure: Failure) {
    super(failure.message)
    Object.assign(this, failure)
  }
}

function errorOf(failure: Failure): Error {
  const cause = new StatementFailed(failure)
  if (!isUnavailableCode(failure.code)) return cause
  return new StoreUnavailable(`The store is not available: ${failure.message}`, { cause })
}

interface Waiting {
  resolve(rows: unknown): void
  reject(error: Error): void
  deadline: { cancel(): void } | undefined
}

export function startThread(options: ThreadOptions): Thread {
  const { directory, template } = options
  const worker = new Worker(new URL('./embedded-thread.js', import.meta.url), {
    workerData: { directory, template } satisfies ThreadData,
  })
  // An open store alone is no reason for a process to go on.
  worker.unref()
  const waiting = new Map<number, Waiting>()
  let failed: Error | undefined
  let isStopping = false
  let count = 0

  function fail(error: Error): void {
    if (!failed && !isStopping) options.failed(error)
    failed ??= error
    for (const question of waiting.values()) {
      question.deadline?.cancel()
      question.reject(failed)
    }
    waiting.clear()
    worker.unref()
  }

  function settle(reply: Exclude<Reply, { channel: string }>): void {
    const question = waiting.get(reply.id)
    if (!question) return
    waiting.delete(reply.id)
    if (waiting.size === 0) worker.unref()
    question.deadline?.cancel()
    if ('rows' in reply) return question.resolve(reply.rows)
    const error = errorOf(reply.failure)
    question.reject(error)
    // The engine is not to be trusted after this, whatever it says (P3).
    if (reply.failure.code === DISK_FULL) end(error)
  }

  function end(error: Error): void {
    fail(error)
    void worker.terminate()
  }

  function begin(deadlineMs: number | undefined): Waiting['deadline'] {
    if (deadlineMs === undefined) return undefined
    return options.timers.after(deadlineMs, () => {
      end(new StoreUnavailable(`The store gave no answer within ${deadlineMs} ms and was stopped.`))
    })
  }

  worker.on('message', (reply: Reply) => {
    if ('channel' in reply) options.heard(reply.channel, reply.payload)
    else settle(reply)
  })
  worker.on('error', (cause: unknown) =>
    fail(new StoreUnavailable('The store stopped.', { cause })),
  )
  worker.on('exit', () => fail(new StoreUnavailable('The store is closed.')))

  return {
    ask: <T>(question: Question) =>
      new Promise<T>((resolve, reject) => {
        if (failed) return reject(failed)
        const id = ++count
        waiting.set(id, { resolve, reject, deadline: begin(options.deadlineMs()) })
        worker.ref()
        worker.postMessage({ id, ...question })
      }),
    async stop() {
      isStopping = true
      await worker.terminate()
    },
  }
}
