/** Server-sent events that replace parts of an open page: fragments by the id of their element. */
import type { Timers } from '../core/timers.js'

/** Replaces the element `id` of every page that listens; a newer fragment overtakes an unsent one. */
export type SendFragment = (id: string, html: string) => void

export interface LiveOptions {
  timers: Timers
  /** Aborted when the server closes; every stream then ends. */
  closing: AbortSignal
  /** Aborted when this reader has gone: `c.req.raw.signal`. */
  gone: AbortSignal
}

/** Proxies cut connections that are silent for a minute; half of that leaves room for delay. */
const HEARTBEAT_MS = 25_000

/**
 * The response behind `<… data-live="/path">`. `follow` starts listening for changes and returns how
 * to stop. Only the newest fragment of an element waits for a slow reader, so memory stays bounded.
 */
export function liveFragments(
  options: LiveOptions,
  follow: (send: SendFragment) => () => void,
): Response {
  const waiting = new Map<string, string>()
  let wake = () => {}
  let stop = () => {}
  const ended = AbortSignal.any([options.closing, options.gone])

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const beat = heartbeat(options.timers, () => push(controller, ':\n\n'))
      const unfollow = follow((id, html) => {
        waiting.set(id, html)
        wake()
      })
      stop = () => {
        beat.cancel()
        unfollow()
        stop = () => {}
        wake()
      }
      ended.addEventListener('abort', () => stop(), { once: true })
      if (ended.aborted) stop()
      else push(controller, 'retry: 2000\n\n')
    },
    async pull(controller) {
      if (waiting.size === 0 && !ended.aborted) await new Promise<void>((done) => (wake = done))
      for (const [id, html] of waiting) push(controller, message({ id, html }))
      waiting.clear()
      if (ended.aborted) controller.close()
    },
    cancel: () => stop(),
  })
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' },
  })
}

const encoder = new TextEncoder()

function push(controller: ReadableStreamDefaultController<Uint8Array>, text: string): void {
  controller.enqueue(encoder.encode(text))
}

// JSON has no raw line breaks, so one `data:` line carries any HTML.
function message(fragment: { id: string; html: string }): string {
  return `event: fragment\ndata: ${JSON.stringify(fragment)}\n\n`
}

function heartbeat(timers: Timers, beat: () => void): { cancel(): void } {
  let timer = timers.after(HEARTBEAT_MS, next)
  function next() {
    beat()
    timer = timers.after(HEARTBEAT_MS, next)
  }
  return { cancel: () => timer.cancel() }
}
