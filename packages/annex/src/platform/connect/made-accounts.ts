/** Accounts that a platform makes through the API: they are connected to it from the start. */
import type Stripe from 'stripe'
import { apiVersion } from '../../catalogue/catalogue.js'
import { newId, randomText } from '../../core/ids.js'
import type { Outside } from '../../core/outside.js'
import type { Operation } from '../engine/behaviour.js'
import type { UnitOfWork } from '../engine/unit-of-work.js'
import { disconnect } from '../oauth/connection.js'
import { openAccount, startOf } from '../objects/account/open.js'
import { removeAccount } from '../objects/account/remove.js'
import { addApplication, findClientOfAccount, type ClientRow } from '../store/applications.js'
import { findAccount } from '../store/accounts.js'
import { addGrant, connectGrant, findLivingGrant } from '../store/grants.js'
import { addMadeAccount } from '../store/made-accounts.js'
import type { Store } from '../store/store.js'

type Operations = Readonly<Record<string, Operation>>

export function madeAccounts(store: Store, { clock, random }: Outside): Operations {
  return {
    'POST /v1/accounts': (_path, params: Stripe.AccountCreateParams, work) => {
      const { livemode } = work.caller
      const { country, currency } = startOf(params)
      const account = `acct_1${randomText(15, random)}`
      const email = params.email ?? ''
      addMadeAccount(store, { id: account, email, country, currency, created: work.now })
      connectTo(store, applicationOf(store, work), account, work)
      return openAccount(params, work.on({ account, livemode }))
    },
    'DELETE /v1/accounts/{account}': (_path, _params, work) => {
      const { account, livemode, application } = work.caller
      const stub = removeAccount(work)
      const owner = work.ownerOf(application ?? '') ?? ''
      const grant = findLivingGrant(store, { owner, account, livemode })
      if (grant) disconnect({ store, clock, random, apiVersion }, grant.id, 'account_deleted')
      return stub
    },
  }
}

/** No consent is asked: nobody else has a say about an account that the platform itself makes. */
function connectTo(store: Store, client: ClientRow, account: string, work: UnitOfWork): void {
  const id = newId('grant', work.random)
  const { client_id, livemode } = client
  addGrant(store, {
    ...{ id, application: client.id, client_id, account, livemode, scope: 'read_write' },
    ...{ granted_by: null, created: work.now },
  })
  connectGrant(store, id, { scope: 'read_write', now: work.now })
}

/** An account becomes a platform with the first account it makes. */
function applicationOf(store: Store, work: UnitOfWork): ClientRow {
  const { account, livemode } = work.caller
  const known = findClientOfAccount(store, account, livemode)
  if (known) return known
  const { random, now: created } = work
  const name = findAccount(store, account)?.business_name ?? 'Platform'
  addApplication(
    store,
    {
      ...{ id: newId('app', random), account, kind: 'platform', name, website: null, created },
      ...{ enabled: 0, sends_issuer: 1, primary_color: null, secondary_color: null },
      ...{ icon: null, logo: null },
    },
    { test: newId('ca', random, 32), live: newId('ca', random, 32) },
  )
  const made = findClientOfAccount(store, account, livemode)
  if (!made) throw new Error('The application that was just added is not there.')
  return made
}
