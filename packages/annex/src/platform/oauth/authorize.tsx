/** `GET /oauth/authorize`: checks what an application asks, keeps it, and hands over to the person. */
import { Hono, type Context } from 'hono'
import { accepts } from 'hono/accepts'
import { renderPage } from '../../web/render.js'
import { signInPath, signUpPath } from '../people/paths.js'
import { knowVisitor, type PeopleEnv, type Person } from '../people/visitor.js'
import { findClient } from '../store/applications.js'
import { addRefusedAuthorization } from '../store/refused-authorizations.js'
import { allow } from './answer.js'
import { readAuthorizeRequest, type AuthorizeRequest } from './authorize-request.js'
import { offersTo } from './offers.js'
import { RequestRefusedPage } from './pages/request-refused.js'
import { readParameters, type Parameters } from './parameters.js'
import { AUTHORIZE, AUTHORIZE_EXPRESS, AUTHORIZE_V2, consentPath } from './paths.js'
import { findPending, keepPending } from './pending.js'
import { noExpress, OAuthRefusal } from './refusals.js'
import { covers } from './scope.js'
import type { OAuthTools } from './tools.js'

/** Only somebody who signed in this recently is waved through without a page (RFC 9700 §4.11.2). */
const RECENT_SECONDS = 60 * 60

export function authorizeRoutes(oauth: OAuthTools): Hono<PeopleEnv> {
  const app = new Hono<PeopleEnv>()
  app.onError(answerRefusedRequest)
  for (const path of [AUTHORIZE, AUTHORIZE_V2]) {
    app.get(path, knowVisitor(oauth), (c) => {
      const query = readParameters(new URL(c.req.url).searchParams)
      const asked = noting(oauth, query, () => readAuthorizeRequest(query, oauth.store))
      return c.redirect(nextStep(oauth, c, asked))
    })
  }
  app.get(AUTHORIZE_EXPRESS, () => {
    throw noExpress()
  })
  return app
}

/** Its owner reads on the settings page why a link doesn't work; a stranger's client has no page. */
function noting<T>({ store, clock }: OAuthTools, query: Parameters, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const client = findClient(store, query.get('client_id') ?? '')
    if (client && error instanceof OAuthRefusal) {
      addRefusedAuthorization(store, {
        ...{ client_id: client.client_id, error: error.error, description: error.message },
        ...{ redirect_uri: query.get('redirect_uri') ?? null, created: clock.now() },
      })
    }
    throw error
  }
}

function nextStep(oauth: OAuthTools, c: Context<PeopleEnv>, asked: AuthorizeRequest): string {
  const { browserHash, person } = c.var.visitor
  const id = keepPending(oauth, asked, browserHash)
  if (!person) {
    const toForm = asked.landing === 'register' ? signUpPath : signInPath
    return toForm(consentPath(id))
  }
  const account = accountThatAgreed(oauth, asked, person)
  const pending = account && findPending(oauth, id, browserHash)
  if (!pending) return consentPath(id)
  return allow(oauth, pending, { account, member: person.id, issuer: oauth.issuer(c.req.raw) })
}

/**
 * The account that has agreed to all of this before. A person with several accounts may mean
 * another one this time, so that they are asked.
 */
function accountThatAgreed(
  oauth: OAuthTools,
  asked: AuthorizeRequest,
  person: Person,
): string | undefined {
  if (asked.alwaysPrompt || oauth.clock.now() - person.since > RECENT_SECONDS) return undefined
  const offers = offersTo(person.memberships, asked.client, oauth.store)
  const [only, ...others] = offers.filter((offer) => offer.refusal === null)
  if (!only?.standing || others.length > 0) return undefined
  return covers(only.standing.scope, asked.scope) ? only.account : undefined
}

/** JSON for programs, a page for people, the same words for both (oauth.md 2.5). */
function answerRefusedRequest(error: Error, c: Context) {
  if (!(error instanceof OAuthRefusal)) throw error
  c.header('Cache-Control', 'no-store')
  const supports = ['application/json', 'text/html']
  const wanted = accepts(c, { header: 'Accept', supports, default: 'application/json' })
  if (wanted === 'text/html') {
    return renderPage(c, <RequestRefusedPage error={error.error} text={error.message} />, 400)
  }
  const state = new URL(c.req.url).searchParams.get('state')
  const flat = { error: error.error, error_description: error.message }
  return c.json(state ? { ...flat, state } : flat, 400)
}
