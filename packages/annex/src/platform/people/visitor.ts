/** Who is asking for a page: a browser we know again, and the person signed in with it, if any. */
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { sameText } from '../../core/secret.js'
import { formTokenFor, giveBrowserId, readBrowserId } from '../../web/browser-id.js'
import { postedForm } from '../../web/posted-form.js'
import { isFromOurPages } from '../../web/same-origin.js'
import { findMember, listMemberships, type MembershipRow } from '../store/members.js'
import { formRefused, formTooLarge } from './page-refusal.js'
import { browserHash, currentSession } from './session.js'
import { signInPath } from './paths.js'
import { cookieOf, type PeopleTools } from './tools.js'

export interface Person {
  id: string
  email: string
  name: string | null
  /** Accounts they belong to, oldest first. */
  memberships: readonly MembershipRow[]
  /** The account the dashboard shows. */
  account: MembershipRow | undefined
  livemode: boolean
  /** When they signed in, Unix seconds. */
  since: number
}

export interface Visitor {
  /** The cookie's value: never shown, never logged. */
  browserId: string
  /** What belongs to this browser is kept under this. */
  browserHash: string
  /** Goes into every form as `form_token`. */
  formToken: string
  person: Person | undefined
}

export interface PeopleEnv {
  Variables: { visitor: Visitor }
}

/** Put before every page: `c.var.visitor` is set from here on. */
export function knowVisitor(people: PeopleTools): MiddlewareHandler<PeopleEnv> {
  return async (c, next) => {
    const cookie = cookieOf(people)
    const browserId = readBrowserId(c, cookie) ?? giveBrowserId(c, cookie, people.random)
    c.set('visitor', visitorWith(people, browserId))
    await next()
    c.header('Cache-Control', 'no-store')
  }
}

function visitorWith(people: PeopleTools, browserId: string): Visitor {
  const hash = browserHash(browserId, people.hashKey)
  return {
    browserId,
    browserHash: hash,
    formToken: formTokenFor(browserId, people.hashKey),
    person: personOf(people, hash),
  }
}

function personOf(people: PeopleTools, hash: string): Person | undefined {
  const session = currentSession(people, hash)
  const member = session && findMember(people.store, session.member)
  if (!member) return undefined
  const memberships = listMemberships(people.store, member.id)
  return {
    id: member.id,
    email: member.email,
    name: member.name,
    memberships,
    // An account they were removed from meanwhile is not theirs to look at.
    account: memberships.find(({ account }) => account === session.account) ?? memberships[0],
    livemode: session.livemode === 1,
    since: session.created,
  }
}

/** Put after `knowVisitor`: sends strangers to the sign-in page and back here afterwards. */
export const requireSignedIn: MiddlewareHandler<PeopleEnv> = async (c, next) => {
  if (c.var.visitor.person) return next()
  const url = new URL(c.req.url)
  const back = c.req.method === 'GET' ? url.pathname + url.search : undefined
  return c.redirect(signInPath(back), c.req.method === 'GET' ? 302 : 303)
}

/** The person signed in, behind `requireSignedIn`. */
export function signedIn(c: Context<PeopleEnv>): Person {
  const { person } = c.var.visitor
  if (!person) throw new Error('This page was mounted without requireSignedIn.')
  return person
}

/**
 * Put before everything that changes something (reliability S6): the request is from our pages and
 * carries this browser's token. The body stays readable with `c.req.parseBody()`.
 */
export function requireForm(maxBytes = 64 * 1024): MiddlewareHandler<PeopleEnv> {
  const limited = bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw formTooLarge()
    },
  })
  return (c, next) => {
    if (!isFromOurPages(c.req.raw)) throw formRefused()
    return limited(c, async () => {
      const { form_token } = await postedForm(c)
      if (typeof form_token !== 'string') throw formRefused()
      if (!sameText(form_token, c.var.visitor.formToken)) throw formRefused()
      return next()
    })
  }
}
