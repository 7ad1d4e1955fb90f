/** What people see when something can't be done: the refusal's words, or a fixed text for a bug. */
import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import type { Log } from '../../core/log.js'
import { renderPage } from '../../web/render.js'
import type { Setting } from '../people/pages/focus.js'
import { RefusedPage } from '../people/pages/refused.js'
import { notFound, PageRefusal, storeAway } from '../people/refusal.js'
import { StoreUnavailable } from '../store/unavailable.js'
import type { RequestEnv } from './request-log.js'

export function answerErrors(log: Log, setting: Setting): ErrorHandler<RequestEnv> {
  return (error, c) => {
    if (error instanceof PageRefusal) return refuse(c, error, setting)
    const requestId = c.get('requestId')
    if (error instanceof StoreUnavailable) {
      log.error({ request: requestId, err: error }, 'no store')
      return refuse(c, storeAway(), setting)
    }
    log.error({ request: requestId, err: error }, 'a bug')
    const text = 'It is our mistake. Nothing is lost at Stripe; try again in a moment.'
    const page = { status: 500, title: 'Something broke', text, requestId }
    return renderPage(c, <RefusedPage setting={setting} {...page} />, 500)
  }
}

export function answerNotFound(setting: Setting): NotFoundHandler {
  return (c) => refuse(c, notFound(), setting)
}

function refuse(c: Context, refusal: PageRefusal, setting: Setting) {
  const { status, title, message: text, retryAfter } = refusal
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  return renderPage(c, <RefusedPage setting={setting} {...{ status, title, text }} />, status)
}
