/** Paths nobody answers, and failures nobody explained: a page for people, JSON for programs. */
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import type { Log } from '../core/log.js'
import { ErrorPage } from '../web/components/error-page.js'
import { renderPage } from '../web/render.js'
import type { RequestIdEnv } from '../web/request-id.js'

type Answered = Response | Promise<Response>

export function missingPage(c: Context<RequestIdEnv>): Answered {
  if (!wantsPage(c)) {
    const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}).`
    return c.json({ error: { type: 'invalid_request_error', message } }, 404)
  }
  return show(
    c,
    404,
    'There is nothing here',
    'The address may be mistyped, or the page has moved.',
  )
}

/** What is told is fixed; what happened stands in the log under the request's id. */
export function brokenPage(log: Log) {
  return (error: Error, c: Context<RequestIdEnv>): Answered => {
    log.error({ err: error, request_id: c.var.requestId }, 'request failed')
    const message = 'An unexpected error occurred. Nothing you sent was wrong.'
    if (!wantsPage(c)) return c.json({ error: { type: 'api_error', message } }, 500)
    return show(
      c,
      500,
      'Something broke on our side',
      'Try again in a moment. What was saved is safe.',
    )
  }
}

function wantsPage(c: Context): boolean {
  const supports = ['application/json', 'text/html']
  return accepts(c, { header: 'Accept', supports, default: 'application/json' }) === 'text/html'
}

function show(
  c: Context<RequestIdEnv>,
  status: 404 | 500,
  title: string,
  advice: string,
): Answered {
  const page = (
    <ErrorPage product={{ href: '/' }} {...{ status, title, requestId: c.var.requestId }}>
      <p>{advice}</p>
    </ErrorPage>
  )
  return renderPage(c, page, status)
}
