/** The dashboard together: every part behind the same three doors. */
import { Hono } from 'hono'
import { showPageRefusal } from '../people/pages/refused.js'
import { knowVisitor, requireSignedIn } from '../people/visitor.js'
import { paths } from '../routes.js'
import { applicationRoutes } from './applications/routes.js'
import { guardChanges } from './change.js'
import type { DashboardContext, DashboardEnv } from './context.js'
import { clockRoutes } from './clock/routes.js'
import { customerRoutes } from './customers/routes.js'
import { endpointRoutes } from './endpoints/routes.js'
import { eventRoutes } from './events/routes.js'
import { brandingRoutes } from './extension/branding-routes.js'
import { extensionRoutes } from './extension/routes.js'
import { homeRoutes } from './home/routes.js'
import { invoiceRoutes } from './invoices/routes.js'
import { keyRoutes } from './keys/routes.js'
import { pairingRoutes } from './pairing/routes.js'
import { paymentRoutes } from './payments/routes.js'
import { productRoutes } from './products/routes.js'
import { requestRoutes } from './requests/routes.js'
import { troubleRoutes } from './trouble/routes.js'
import { subscriptionRoutes } from './subscriptions/routes.js'

/** Everything below one of these is for people who are signed in. */
const OURS = [
  ...[paths.payments, paths.customers, paths.products, paths.subscriptions, paths.invoices],
  ...['/developers', '/settings', '/live'],
]

export function dashboardRoutes(context: DashboardContext): Hono<DashboardEnv> {
  const app = new Hono<DashboardEnv>()
  app.onError(showPageRefusal)
  for (const path of [paths.home, paths.pairing, ...OURS, ...OURS.map((base) => `${base}/*`)]) {
    app.use(path, knowVisitor(context), requireSignedIn, guardChanges)
  }
  for (const routes of [
    homeRoutes,
    paymentRoutes,
    customerRoutes,
    productRoutes,
    subscriptionRoutes,
    invoiceRoutes,
    clockRoutes,
    keyRoutes,
    pairingRoutes,
    endpointRoutes,
    eventRoutes,
    requestRoutes,
    troubleRoutes,
    extensionRoutes,
    brandingRoutes,
    applicationRoutes,
  ]) {
    app.route('/', routes(context))
  }
  return app
}
