/** What a credential may be used for (oauth.md 5.2 and 5.3), decided before anything is read. */
import type { Identity } from './authenticate.js'
import type { Engine } from './context.js'
import { Refusal } from './errors.js'
import { checkNarrowRoute } from './narrow.js'
import {
  aboutAnotherObject,
  morePermissionsRequired,
  notForApplications,
  secretKeyRequired,
  tokenLacksPermission,
} from './refusals/access.js'
import type { Route } from './route.js'

/** No application may see these on somebody's account, whatever it was granted. */
const CLOSED = /^\/v1\/(?:webhook_endpoints|apps\/secrets)(?:\/|$)/

/** @throws Refusal 401 or 403 */
export function checkPermission(engine: Engine, identity: Identity, route: Route): void {
  if (identity.credential === 'publishable') return checkPublishable(engine, route)
  if (identity.credential === 'narrow') return checkNarrowRoute(engine, identity, route)
  if (identity.application === null) return
  if (CLOSED.test(route.operation.path)) throw notForApplications(identity.account)
  if (reachesFurtherAccounts(identity, route)) throw connectedAccountsOfOthers()
  if (route.operation.method !== 'GET') checkMayWrite(identity)
}

/** @throws Refusal 401 or 403 for what is only good for a few operations of the API */
export function refusePartial({ credential, maskedKey, account }: Identity): void {
  if (credential === 'publishable') throw secretKeyRequired()
  if (credential === 'narrow') throw aboutAnotherObject(maskedKey, account)
}

/** @throws Refusal 403 for an application that may only read */
export function checkMayWrite(identity: Identity): void {
  if (identity.access === 'read_only') throw readOnly(identity)
}

// The few things a browser may do with a key everybody can read.
function checkPublishable(engine: Engine, { operation }: Route): void {
  const name = `${operation.method} ${operation.path}`
  const open = operation.kinds.some((kind) => {
    return engine.behaviours.get(kind)?.publishable?.includes(name)
  })
  if (!open) throw secretKeyRequired()
}

function reachesFurtherAccounts(identity: Identity, { operation, path }: Route): boolean {
  if (!/^\/v1\/accounts(?:\/|$)/.test(operation.path)) return false
  return Object.values(path)[0] !== identity.account
}

function connectedAccountsOfOthers(): Refusal {
  const message = "You cannot access the connected accounts of your platform's connected accounts."
  return new Refusal(403, { type: 'invalid_request_error', message })
}

function readOnly(identity: Identity): Refusal {
  return identity.credential === 'token'
    ? tokenLacksPermission(identity.maskedKey, identity.account)
    : morePermissionsRequired(identity.account)
}
