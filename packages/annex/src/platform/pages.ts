/** Everything that is not the API: pages and the OAuth endpoints, each room mounted by a line. */
import { join } from 'node:path'
import { Hono } from 'hono'
import { apiVersion } from '../catalogue/catalogue.js'
import { assetRoutes } from '../web/assets.js'
import { pageHeaders } from '../web/headers.js'
import { requestIds, type RequestIdEnv } from '../web/request-id.js'
import { requestLines } from '../web/request-line.js'
import type { PlatformParts } from './app.js'
import { IN_MEMORY } from './config.js'
import type { DashboardContext } from './dashboard/context.js'
import { eventFeed } from './dashboard/event-feed.js'
import { dashboardRoutes } from './dashboard/dashboard.js'
import { perform } from './engine/perform.js'
import { hostedPages } from './hosted/authenticate.js'
import { checkoutPages } from './hosted/checkout/checkout.js'
import { fileRoutes } from './hosted/files.js'
import { paymentLinkPages } from './hosted/payment-link/payment-link.js'
import { creditNotePages } from './hosted/credit-note/credit-note.js'
import { receiptPages } from './hosted/receipt/receipt.js'
import { invoicePages } from './hosted/invoice/invoice.js'
import { portalPages } from './hosted/portal/portal.js'
import { setupPages } from './hosted/setup/setup.js'
import { errandOf } from './oauth/errand.js'
import { imageRoutes } from './oauth/images.js'
import { issuerFor } from './oauth/issuer.js'
import { oauthRoutes } from './oauth/oauth.js'
import type { OAuthTools } from './oauth/tools.js'
import { brokenPage, missingPage } from './page-errors.js'
import { peopleRoutes } from './people/people.js'
import type { PeopleTools } from './people/tools.js'

type Pages = Hono<RequestIdEnv>

let built: { parts: PlatformParts; app: Pages } | undefined

/** The pages of this platform; made once. */
export function pagesOf(parts: PlatformParts): Pages {
  if (built?.parts === parts) return built.app
  const { log, outside } = parts
  const oauth = oauthTools(parts)
  const app: Pages = new Hono<RequestIdEnv>()
  app.use(requestIds(outside.random), requestLines(log, outside.timers))
  // Before the headers of pages: an image has a stricter policy of its own (S9).
  app.route('/', imageRoutes(oauth))
  app.route('/', fileRoutes(parts.engine))
  app.use(pageHeaders(outside.random))
  app.onError(brokenPage(log))
  app.notFound(missingPage)
  app.route('/', assetRoutes())
  app.route('/', hostedPages(parts.engine))
  app.route('/', checkoutPages(parts.engine))
  app.route('/', paymentLinkPages(parts.engine))
  app.route('/', creditNotePages(parts.engine))
  app.route('/', receiptPages(parts.engine))
  app.route('/', invoicePages(parts.engine))
  app.route('/', portalPages(parts.engine))
  app.route('/', setupPages(parts.engine))
  app.route(
    '/',
    peopleRoutes(oauth, (path, browserHash) => errandOf(oauth, path, browserHash)),
  )
  app.route('/', oauthRoutes(oauth))
  app.route('/', dashboardRoutes(dashboardContext(parts, oauth)))
  built = { parts, app }
  return app
}

function oauthTools(parts: PlatformParts): OAuthTools {
  const { store, hashKey, keyRing, log, outside, publicUrl } = parts
  return {
    ...{ store, hashKey, keyRing, log, apiVersion },
    ...{ clock: outside.clock, random: outside.random },
    secure: publicUrl().startsWith('https:'),
    issuer: (request) => issuerFor(request, publicUrl()),
  }
}

/** The account itself asks: the dashboard's own guard has seen an administrator by then. */
const AS_OWNER = { access: 'read_write', maskedKey: 'dashboard' } as const

function dashboardContext(parts: PlatformParts, people: PeopleTools): DashboardContext {
  const { keyRing, engine, log, webhooks, outside, publicUrl, data, closing } = parts
  const { timers } = outside
  return {
    ...people,
    feed: eventFeed(parts.store, timers),
    ...{ timers, log, keyRing, webhooks, closing, baseUrl: publicUrl, requests: engine.requests },
    storage: data === IN_MEMORY ? data : join(data, 'platform.db'),
    platformClock: parts.clock,
    trouble: parts.trouble,
    production: parts.production,
    perform({ account, livemode, ...request }) {
      const caller = { account, livemode, application: null, ...AS_OWNER }
      return perform(engine, { ...request, caller })
    },
  }
}
