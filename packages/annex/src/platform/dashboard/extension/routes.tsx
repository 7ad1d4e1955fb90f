/** Extension settings · OAuth: the switch, client ids, redirect URIs, the link, and who answered. */
import { Hono } from 'hono'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { checkedApplicationName } from '../../people/names.js'
import { paths } from '../../routes.js'
import { updateApplication } from '../../store/applications.js'
import { listAuthorizationRequests } from '../../store/authorization-requests.js'
import { listRefusedAuthorizations } from '../../store/refused-authorizations.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { frameOf } from '../frame.js'
import { placeOf } from '../place.js'
import { formOf, oneOf, required } from '../query.js'
import { activateAccount } from './activate.js'
import { createExtension } from './create.js'
import { linkChoice } from './link.js'
import { NoExtensionPage } from './none-page.js'
import { ExtensionPage, type RefusedUri } from './oauth-page.js'
import { findOwnApplication } from './own-application.js'
import { wordsFor } from './redirect-uris-card.js'
import { changeRedirectUris, faultOfNew, type UriChange } from './redirect-uris.js'

const CHANGES: readonly UriChange[] = ['add', 'remove', 'first']
const RECENT = 10

export function extensionRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.extension, (c) => showSettings(context, c))
    .post(paths.createExtension, (c) => create(context, c))
    .post(paths.switchExtension, (c) => turn(context, c))
    .post(paths.switchIssuer, (c) => turnIssuer(context, c))
    .get(paths.checkRedirectUri, (c) => checkUri(context, c))
    .post(paths.activateAccount, (c) => activate(context, c))
    .post(paths.redirectUris, (c) => changeUris(context, c))
}

function showSettings(context: DashboardContext, c: PageContext, refused?: RefusedUri) {
  const own = findOwnApplication(context.store, placeOf(c).account)
  const [frame, { formToken }] = [frameOf(c, context), c.var.visitor]
  if (!own) return renderPage(c, <NoExtensionPage {...{ frame, formToken }} />)
  const props = {
    ...{ frame, formToken, own, refused, now: context.clock.now(), baseUrl: context.baseUrl() },
    choice: linkChoice((name) => c.req.query(name)),
    answers: listAuthorizationRequests(context.store, own.application.id, RECENT),
    refusals: listRefusedAuthorizations(context.store, own.application.id, RECENT),
  }
  return renderPage(c, <ExtensionPage {...props} />, refused ? 400 : 200)
}

async function create(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const { account } = placeOf(c)
  if (findOwnApplication(context.store, account)) return c.redirect(paths.extension, 303)
  const name = checkedApplicationName(field('name'))
  if (!name.ok) {
    const [frame, { formToken }] = [frameOf(c, context), c.var.visitor]
    const typed = { name: field('name'), fault: name.fault }
    return renderPage(c, <NoExtensionPage {...{ frame, formToken, typed }} />, 400)
  }
  createExtension(context, account, name.name)
  return c.redirect(paths.extension, 303)
}

async function turn(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const { application } = required(findOwnApplication(context.store, placeOf(c).account))
  const enabled = field('enabled') === 'true' ? 1 : 0
  updateApplication(context.store, application.id, { enabled })
  leaveFlash(c, { tone: 'success', text: enabled ? 'OAuth is on.' : 'OAuth is off.' })
  return c.redirect(paths.extension, 303)
}

async function turnIssuer(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const { application } = required(findOwnApplication(context.store, placeOf(c).account))
  const sends = field('sends') === 'true'
  updateApplication(context.store, application.id, { sends_issuer: sends ? 1 : 0 })
  const text = sends ? 'Answers carry iss.' : 'Answers come without iss.'
  leaveFlash(c, { tone: 'success', text })
  return c.redirect(paths.extension, 303)
}

/** What stands beside the field while a URI is typed: nothing is saved. */
function checkUri(context: DashboardContext, c: PageContext) {
  const own = required(findOwnApplication(context.store, placeOf(c).account))
  const client = c.req.query('mode') === 'live' ? own.live : own.test
  const fault = faultOfNew(client, (c.req.query('value') ?? '').trim())
  return c.json({ fault: fault ? wordsFor(fault) : null })
}

function activate(context: DashboardContext, c: PageContext) {
  activateAccount(context, placeOf(c).account)
  leaveFlash(c, { tone: 'success', text: 'Your account is activated.' })
  return c.redirect(paths.branding, 303)
}

async function changeUris(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const own = required(findOwnApplication(context.store, placeOf(c).account))
  const client = field('mode') === 'live' ? own.live : own.test
  const change = { what: oneOf(CHANGES, field('change')), uri: field('uri') }
  const broken = changeRedirectUris(context.store, client, change)
  if (broken) {
    return showSettings(context, c, { ...broken, livemode: client.livemode === 1, uri: change.uri })
  }
  leaveFlash(c, { tone: 'success', text: 'Redirect URIs saved.' })
  return c.redirect(paths.extension, 303)
}
