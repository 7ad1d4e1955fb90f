/** Changes: who may make them, and what comes of asking the engine for one. */
import type { MiddlewareHandler } from 'hono'
import { PageRefusal } from '../people/page-refusal.js'
import { requireForm } from '../people/visitor.js'
import { paths } from '../routes.js'
import { leaveFlash } from '../../web/flash.js'
import type { DashboardContext, DashboardEnv, PageContext, PerformRequest } from './context.js'
import { membershipOf } from './place.js'

const formOfOurs = requireForm()
/** A picture of at most 512 KB, and the form around it. */
const formWithImage = requireForm(520 * 1024)

/** Put before every page: a POST needs one of our forms and an administrator (S6, S13). */
export const guardChanges: MiddlewareHandler<DashboardEnv> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  if (c.req.method !== 'POST') throw onlyForms()
  const checked = c.req.path === paths.brandingImage ? formWithImage : formOfOurs
  return checked(c, async () => {
    if (membershipOf(c).role !== 'administrator') throw viewersOnlyLook()
    await next()
  })
}

/** What the API said no to, ready to stand beside a field. */
export interface Refused {
  ok: false
  message: string
  /** The parameter at fault, without its index: `enabled_events`. */
  param: string | undefined
}

export interface Done {
  ok: true
  /** The answer's fields. */
  body: Fields
}

/** Asks the engine, and reads its answer. A 5xx is a bug and fails the page. */
export function change(context: DashboardContext, request: PerformRequest): Done | Refused {
  const { status, body } = context.perform(request)
  if (status < 400) return { ok: true, body: fieldsOf(body) }
  const error = fieldsOf(fieldsOf(body).error)
  if (status >= 500) throw new Error(`${request.method} ${request.path} answered ${status}.`)
  return {
    ok: false,
    message: typeof error.message === 'string' ? error.message : 'The API refused this.',
    param: typeof error.param === 'string' ? error.param.replace(/\[.*$/, '') : undefined,
  }
}

/** Leaves the word that it worked, or why it didn't, for the page that comes next. */
export function sayDone(c: PageContext, answer: Done | Refused, done: string): void {
  leaveFlash(
    c,
    answer.ok ? { tone: 'success', text: done } : { tone: 'danger', text: answer.message },
  )
}

/** A JSON object whose fields nobody has looked at yet. */
export type Fields = Readonly<Record<string, unknown>>

/** The fields of a JSON object; of anything else, none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function onlyForms(): PageRefusal {
  return new PageRefusal(
    400,
    'Pages are read or sent as forms',
    'Go back and use the buttons of the page.',
  )
}

function viewersOnlyLook(): PageRefusal {
  return new PageRefusal(
    403,
    'You may look, not change',
    'Your role in this account is viewer. Nothing was changed. Ask an administrator of the account.',
  )
}
