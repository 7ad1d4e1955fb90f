/** `POST /v1/account_links` and its kin: addresses where the owner of an account goes on. */
import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import { randomText } from '../../core/ids.js'
import type { Operation } from '../engine/behaviour.js'
import { invalidRequest } from '../engine/errors.js'
import { given } from '../engine/given.js'
import { parameterMissing } from '../engine/refusals/parameters.js'
import { resourceMissing } from '../engine/refusals/objects.js'
import { blank } from '../engine/shape.js'
import type { UnitOfWork } from '../engine/unit-of-work.js'
import { isMadeByPlatform } from '../objects/account/assess.js'
import { onlyYourOwnMaking } from '../objects/account/refusals.js'
import { checkWebAddress } from '../objects/web-address.js'
import { addAccountLink, type AccountLinkRow } from '../store/account-links.js'
import type { Store } from '../store/store.js'

/** Long enough to click, too short to pass around. */
const LINK_SECONDS = 300
const SESSION_SECONDS = 3600

type LinkParams = Stripe.AccountLinkCreateParams

export function accountLinks(store: Store): Readonly<Record<string, Operation>> {
  const link = (work: UnitOfWork, row: Pick<AccountLinkRow, 'account' | 'type'> & Back) =>
    newLink(store, work, row)
  return {
    'POST /v1/account_links': (_path, params: LinkParams, work) => {
      const account = accountMade(params.account, work)
      if (!params.return_url) throw parameterMissing('return_url')
      if (!params.refresh_url) throw parameterMissing('refresh_url')
      if (params.type === 'account_update') checkUpdatable(account)
      const type = params.type === 'account_update' ? 'account_update' : 'account_onboarding'
      const { return_url, refresh_url } = params
      checkWebAddress(return_url, 'return_url')
      checkWebAddress(refresh_url, 'refresh_url')
      const { url, expires_at } = link(work, { account: account.id, type, return_url, refresh_url })
      return { object: 'account_link', created: work.now, expires_at, url }
    },
    'POST /v1/accounts/{account}/login_links': ({ account = '' }, _params, work) => {
      if (work.get('account', account).type !== 'express') throw onlyExpress()
      const { url } = link(work, { account, type: 'login', return_url: null, refresh_url: null })
      return { object: 'login_link', created: work.now, url }
    },
    'POST /v1/account_sessions': (_path, params: Stripe.AccountSessionCreateParams, work) => ({
      ...blank('account_session'),
      ...given('account_session', { ...params }),
      account: reachable(params.account, work).id,
      client_secret: `accs_secret__${randomText(40, work.random)}`,
      expires_at: work.now + SESSION_SECONDS,
      livemode: work.caller.livemode,
    }),
  }
}

/** What a link's secret is kept under: whoever reads the database cannot follow it. */
export function hashOfLink(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

type Back = Pick<AccountLinkRow, 'return_url' | 'refresh_url'>

function newLink(
  store: Store,
  work: UnitOfWork,
  row: Pick<AccountLinkRow, 'account' | 'type'> & Back,
): { url: string; expires_at: number } {
  const secret = randomText(32, work.random)
  const expires_at = work.now + LINK_SECONDS
  const livemode = work.caller.livemode ? 1 : 0
  addAccountLink(store, { ...row, hash: hashOfLink(secret), livemode, expires_at })
  return { url: `${work.baseUrl}/setup/${secret}`, expires_at }
}

function reachable(account: string, work: UnitOfWork): Stripe.Account {
  const { account: own, livemode } = work.caller
  const found = work.on({ account, livemode }).find('account', account)
  if (found && (account === own || work.isConnectedTo(account))) return found
  throw resourceMissing({ noun: 'account', id: account, param: 'account', inPath: false })
}

function accountMade(id: string, work: UnitOfWork): Stripe.Account {
  const account = reachable(id, work)
  if (!isMadeByPlatform(account)) throw onlyYourOwnMaking()
  return account
}

function checkUpdatable({ controller }: Stripe.Account): void {
  if (controller?.requirement_collection === 'application') return
  throw invalidRequest(
    'You cannot create `account_update` type Account Links for this account: its owner changes it in the Stripe dashboard. Use `account_onboarding`.',
    { param: 'type' },
  )
}

function onlyExpress() {
  return invalidRequest('Cannot create a login link for an account that is not an Express account.')
}
