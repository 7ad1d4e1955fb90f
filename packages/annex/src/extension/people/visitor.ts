/** Who is asking: a browser we know again, and the person using it, if we know that too. */
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { sameText } from '../../core/secret.js'
import { formTokenFor, giveBrowserId, readBrowserId } from '../../web/browser-id.js'
import { postedForm } from '../../web/posted-form.js'
import { isFromOurPages } from '../../web/same-origin.js'
import { ONE_TEAM, type Person } from './access.js'
import { formRefused, formTooLarge, notAllowed } from './refusal.js'
import { requireThisMachine } from './this-machine.js'
import { currentSession } from './session.js'
import { cookieOf, type PeopleTools } from './tools.js'

export interface Visitor {
  /** The cookie's value: never shown, never logged. */
  browserId: string
  /** Goes into every form as `form_token`. */
  formToken: string
  person: Person | null
}

export interface PeopleEnv {
  Variables: { visitor: Visitor }
}

/** Put before every page: `c.var.visitor` is set from here on. */
export function knowVisitor(tools: PeopleTools): MiddlewareHandler<PeopleEnv> {
  return async (c, next) => {
    const cookie = cookieOf(tools)
    const browserId = readBrowserId(c, cookie) ?? giveBrowserId(c, cookie, tools.outside.random)
    const formToken = formTokenFor(browserId, tools.hashKey)
    c.set('visitor', { browserId, formToken, person: await personAt(c, browserId, tools) })
    await next()
  }
}

async function personAt(c: Context, browserId: string, tools: PeopleTools): Promise<Person | null> {
  if (tools.access.kind === 'host') return tools.access.allow(c.req.raw)
  if (tools.access.kind === 'open') {
    requireThisMachine(c)
    return { id: 'owner', team: ONE_TEAM }
  }
  const session = await currentSession(browserId, tools)
  if (!session?.person) return null
  return { id: session.person, name: session.email ?? undefined, team: ONE_TEAM }
}

/** Put after `knowVisitor`: strangers are sent to sign in and back here afterwards. */
export function requirePerson({ access, routes }: PeopleTools): MiddlewareHandler<PeopleEnv> {
  return async (c, next) => {
    if (c.var.visitor.person) return next()
    if (access.kind !== 'password') throw notAllowed()
    const { pathname, search } = new URL(c.req.url)
    const back = c.req.method === 'GET' ? `?return_to=${encodeURIComponent(pathname + search)}` : ''
    return c.redirect(routes.to('signIn') + back, c.req.method === 'GET' ? 302 : 303)
  }
}

/** The person behind `requirePerson`. */
export function personOf(c: Context<PeopleEnv>): Person {
  const { person } = c.var.visitor
  if (!person) throw new Error('This page was mounted without requirePerson.')
  return person
}

const FORM_BYTES = 64 * 1024

/** Put before everything that changes something: from our pages, with this browser's token (S6). */
export function requireForm(): MiddlewareHandler<PeopleEnv> {
  const limited = bodyLimit({
    maxSize: FORM_BYTES,
    onError: () => {
      throw formTooLarge()
    },
  })
  return (c, next) => {
    if (!isFromOurPages(c.req.raw)) throw formRefused()
    return limited(c, async () => {
      const { form_token } = await postedForm(c)
      const given = typeof form_token === 'string' ? form_token : ''
      if (!sameText(given, c.var.visitor.formToken)) throw formRefused()
      return next()
    })
  }
}
