/** `/v1/accounts/{account}/…` with a platform's key acts on that account (oauth.md 5.1, "implied"). */
import type { Route } from '../engine/route.js'
import { accountInvalid, morePermissionsRequired } from '../engine/refusals/access.js'
import type { Caller } from '../engine/unit-of-work.js'
import { findLivingGrant } from '../store/grants.js'
import type { Store } from '../store/store.js'

const OF_AN_ACCOUNT = /^\/v1\/accounts\/\{\w+\}/

/** @returns the same caller unless the path names another account; refuses when it isn't connected */
export function actsOn(store: Store): (caller: Caller, route: Route) => Caller {
  return (caller, { operation, path }) => {
    if (!OF_AN_ACCOUNT.test(operation.path)) return caller
    const account = Object.values(path)[0] ?? caller.account
    if (account === caller.account) return caller
    const { account: owner, livemode, maskedKey } = caller
    const grant = findLivingGrant(store, { owner, account, livemode })
    if (grant === undefined) throw accountInvalid(maskedKey, account.slice(0, 255))
    if (grant.scope === 'read_only' && operation.method !== 'GET') {
      throw morePermissionsRequired(account)
    }
    return { ...caller, account, application: grant.client_id, access: grant.scope }
  }
}
