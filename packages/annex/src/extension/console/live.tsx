/** The moving parts of an open page, sent again whenever the mirror says something changed. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Timers } from '../../core/timers.js'
import { liveFragments, type SendFragment } from '../../web/live.js'

export interface LivePart {
  id: string
  element: JSX.Element
}

export interface LivePage {
  timers: Timers
  closing: AbortSignal
  gone: AbortSignal
  /** Starts listening for changes; returns how to stop. */
  follow(heard: () => void): () => void
  /** The parts as they are now. */
  render(): Promise<readonly LivePart[]>
}

/** A backfill changes rows hundreds of times a second; people can't read faster than this. */
const PACE_MS = 250

/** Answers the event stream of one open page. */
export function livePage(page: LivePage): Response {
  return liveFragments(page, (send) => {
    const refresh = paced(page.timers, () => sendAll(page, send))
    const stop = page.follow(refresh.ask)
    // What happened between the page's own rendering and this moment would else be missed.
    refresh.ask()
    return () => {
      refresh.cancel()
      stop()
    }
  })
}

async function sendAll(page: LivePage, send: SendFragment): Promise<void> {
  for (const { id, element } of await page.render()) send(id, String(await element))
}

/** At most one run at a time and one more waiting: the last word is always said. */
function paced(timers: Timers, run: () => Promise<void>) {
  let state: 'idle' | 'running' | 'asked' | 'cancelled' = 'idle'

  function ask(): void {
    if (state === 'cancelled' || state === 'asked') return
    if (state === 'running') state = 'asked'
    else start()
  }

  function start(): void {
    state = 'running'
    void settle()
  }

  async function settle(): Promise<void> {
    // A page that can't be rendered now is rendered at the next change; the reader keeps the old one.
    await run().catch(() => undefined)
    await timers.sleep(PACE_MS)
    const again = state === 'asked'
    if (state !== 'cancelled') state = 'idle'
    if (again) start()
  }

  return { ask, cancel: () => void (state = 'cancelled') }
}
