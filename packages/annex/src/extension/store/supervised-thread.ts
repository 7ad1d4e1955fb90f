/** The store's thread, started again when it failed, later each time, until it answers (P3). */
import { startThread, type Thread, type ThreadOptions } from './thread.js'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000

/** One that fails sooner than this after its start has not been well. */
const WELL_AFTER_MS = 60_000

export interface Supervision extends Omit<ThreadOptions, 'failed'> {
  /** Whether a new thread finds what the old one kept; one in memory has nothing to begin from. */
  isKept: boolean
  /** What the new thread must be asked before anybody else may. */
  begin: (thread: Thread) => Promise<void>
  tell: (news: ThreadNews) => void
}

export type ThreadNews =
  | { kind: 'failed' | 'not_restarted'; error: unknown }
  | { kind: 'restarted' | 'lost' }

export interface SupervisedThread {
  /**
   * The thread as it is now. What belongs together, a transaction above all, keeps to the one it
   * began with: the next one knows nothing of it.
   */
  current(): Thread
  stop(): Promise<void>
}

export function superviseThread(supervision: Supervision): SupervisedThread {
  const { isKept, begin, tell, ...options } = supervision
  const { timers } = options
  let isStopping = false
  let waitMs = FIRST_WAIT_MS
  let startedAt = timers.elapsedMs()
  let thread = start(options.template)

  /** Only the thread that is in use is missed when it fails. */
  function start(template: string | undefined): Thread {
    const started = startThread({
      ...options,
      template,
      failed: (error) => {
        if (thread === started && !isStopping) failed(error)
      },
    })
    return started
  }

  function failed(error: Error): void {
    tell({ kind: 'failed', error })
    if (!isKept) return tell({ kind: 'lost' })
    if (timers.elapsedMs() - startedAt > WELL_AFTER_MS) waitMs = FIRST_WAIT_MS
    void restart()
  }

  async function restart(): Promise<void> {
    await timers.sleep(waitMs)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
    if (isStopping) return
    const next = start(undefined)
    try {
      await begin(next)
    } catch (error) {
      await next.stop()
      tell({ kind: 'not_restarted', error })
      return restart()
    }
    // Told to stop meanwhile, nobody would end it.
    if (isStopping) return next.stop()
    thread = next
    startedAt = timers.elapsedMs()
    tell({ kind: 'restarted' })
  }

  return {
    current: () => thread,
    stop() {
      isStopping = true
      return thread.stop()
    },
  }
}
