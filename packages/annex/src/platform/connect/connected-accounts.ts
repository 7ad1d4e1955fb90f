/** `/v1/accounts` for the owner of an application: the accounts connected to it. */
import type Stripe from 'stripe'
import type { Behaviour } from '../engine/behaviour.js'
import { accountInvalid } from '../engine/refusals/access.js'
import { resourceMissing } from '../engine/refusals/objects.js'
import { parametersExclusive } from '../engine/refusals/parameters.js'
import type { UnitOfWork } from '../engine/unit-of-work.js'
import { shown } from '../objects/account/show.js'
import { listConnectedAccounts } from '../store/connected-accounts.js'
import type { Store } from '../store/store.js'

/** What is added to the kind's own operations. */
export function connectedAccounts(store: Store): Required<Pick<Behaviour, 'operations'>> {
  const reachable = ({ caller }: UnitOfWork) => {
    return listConnectedAccounts(store, caller.account, caller.livemode)
  }
  return {
    operations: {
      'GET /v1/accounts': (_path, params: Stripe.AccountListParams, work) =>
        pageOf(reachable(work), params, work),
      'GET /v1/accounts/{account}': ({ account = '' }, _params, work) => {
        const { caller } = work
        const own = account === caller.account
        if (!own && !reachable(work).includes(account)) {
          throw accountInvalid(caller.maskedKey, account.slice(0, 255))
        }
        return accountOf(account, work)
      },
    },
  }
}

function accountOf(account: string, work: UnitOfWork) {
  const there = work.on({ account, livemode: work.caller.livemode })
  return shown(there.get('account', account), there)
}

/** Connections are few and their order isn't that of the accounts' creation, so they are paged here. */
function pageOf(
  ids: readonly string[],
  params: Stripe.AccountListParams,
  work: UnitOfWork,
): object {
  const { limit = 10, starting_after, ending_before, created } = params
  if (starting_after !== undefined && ending_before !== undefined) {
    throw parametersExclusive(['starting_after', 'ending_before'])
  }
  const isWanted = (id: string) => isWithin(accountOf(id, work).created ?? 0, created)
  const accountsOf = (page: readonly string[], hasMore: boolean) => {
    const data = page.map((id) => accountOf(id, work))
    return { object: 'list', data, has_more: hasMore, url: '/v1/accounts' }
  }
  if (ending_before !== undefined) {
    const before = ids.slice(0, placeOf(ids, ending_before, 'ending_before')).filter(isWanted)
    return accountsOf(before.slice(-limit), before.length > limit)
  }
  const start =
    starting_after === undefined ? 0 : placeOf(ids, starting_after, 'starting_after') + 1
  const after = ids.slice(start).filter(isWanted)
  return accountsOf(after.slice(0, limit), after.length > limit)
}

function isWithin(created: number, range: Stripe.AccountListParams['created']): boolean {
  if (typeof range !== 'object') return range === undefined || created === range
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range
  return created > gt && created >= gte && created < lt && created <= lte
}

function placeOf(ids: readonly string[], id: string, param: string): number {
  const place = ids.indexOf(id)
  if (place === -1) throw resourceMissing({ noun: 'account', id, param, inPath: false })
  return place
}
