/** A part of a page that is drawn again whenever its account has news, for as long as the page is open. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { liveFragments } from '../../web/live.js'
import { renderFragment } from '../../web/render.js'
import type { DashboardContext, PageContext } from './context.js'
import { placeOf } from './place.js'
import { isStillAllowed } from './still-allowed.js'

interface Part {
  /** Of the element that is swapped. */
  readonly id: string
  readonly draw: () => JSX.Element
}

export function followAccount(
  context: DashboardContext,
  c: PageContext,
  { id, draw }: Part,
): Response {
  const { timers, closing, feed } = context
  const place = placeOf(c)
  const { browserHash } = c.var.visitor
  return liveFragments({ timers, closing, gone: c.req.raw.signal }, (send) =>
    feed.follow(place, () => {
      // Signed out, or no member any more, meanwhile.
      if (isStillAllowed(context, browserHash, place.account)) send(id, renderFragment(draw()))
    }),
  )
}
