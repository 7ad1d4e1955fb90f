/** What a person sees instead of the page, when it can't be shown. */
import type { Context } from 'hono'
import { ErrorPage } from '../../../web/components/error-page.js'
import { renderPage } from '../../../web/render.js'
import { PageRefusal } from '../page-refusal.js'

/** For a room's `onError`: shows refusals, and lets bugs go on to where they are logged. */
export function showPageRefusal(error: Error, c: Context) {
  if (!(error instanceof PageRefusal)) throw error
  if (error.retryAfter !== undefined) c.header('Retry-After', String(error.retryAfter))
  c.header('Cache-Control', 'no-store')
  const { status, title, message } = error
  const page = (
    <ErrorPage product={{ href: '/' }} {...{ status, title }}>
      <p>{message}</p>
    </ErrorPage>
  )
  return renderPage(c, page, status)
}
