/** Accounts: a row for what the house needs to know, and the `account` object the API shows. */
import type Stripe from 'stripe'
import { randomText } from '../../core/ids.js'
import { layOutListed } from '../../core/layout.js'
import type { Random } from '../../core/random.js'
import { insertApiKey, newApiKey } from './api-keys.js'
import { insertObject } from './objects.js'
import type { Store } from './store.js'

export interface AccountRow {
  id: string
  email: string
  business_name: string | null
  country: string
  default_currency: string
  activated: number
  created: number
}

export interface NewAccount {
  id?: string
  email: string
  business_name?: string | null
  /** ISO 3166 alpha-2; `US` when left out. */
  country?: string
  default_currency?: string
  activated?: boolean
  /** Keys to give it instead of random ones, for seeds that tests rely on. */
  keys?: { test?: Partial<KeyPair>; live?: Partial<KeyPair> }
}

export interface KeyPair {
  secret: string
  publishable: string
}

/** Both modes' keys, in the clear: this is the only time the secret ones are seen. */
export interface CreatedAccount {
  account: AccountRow
  keys: { test: KeyPair; live: KeyPair }
}

/** What making an account needs from its surroundings. */
export interface AccountTools {
  store: Store
  random: Random
  /** Keys the hashes of API keys. */
  hashKey: Uint8Array
  /** Unix seconds. */
  now: number
}

/** Makes the account, its object in both modes, and its API keys, in one transaction. */
export function createAccount(given: NewAccount, tools: AccountTools): CreatedAccount {
  const account: AccountRow = {
    id: given.id ?? `acct_1${randomText(15, tools.random)}`,
    email: given.email,
    business_name: given.business_name ?? null,
    country: given.country ?? 'US',
    default_currency: given.default_currency ?? 'usd',
    activated: given.activated === false ? 0 : 1,
    created: tools.now,
  }
  return tools.store.transaction(() => {
    insertAccount(tools.store, account)
    return {
      account,
      keys: {
        test: createKeys(account, false, given.keys?.test, tools),
        live: createKeys(account, true, given.keys?.live, tools),
      },
    }
  })
}

export function findAccount(store: Store, id: string): AccountRow | undefined {
  return store.get<AccountRow>('select * from accounts where id = ?', id)
}

/** Whether there is nobody yet. */
export function hasNoAccounts(store: Store): boolean {
  return store.get('select 1 from accounts limit 1') === undefined
}

/** The oldest with this address; several accounts may have the same. */
export function findAccountByEmail(store: Store, email: string): AccountRow | undefined {
  return store.get<AccountRow>(
    'select * from accounts where email = ? order by created, rowid limit 1',
    email,
  )
}

function insertAccount(store: Store, account: AccountRow): void {
  const { id, email, business_name, country, default_currency, activated, created } = account
  store.run(
    `insert into accounts (id, email, business_name, country, default_currency, activated, created)
     values (?, ?, ?, ?, ?, ?, ?)`,
    ...[id, email, business_name, country, default_currency, activated, created],
  )
  const body = layOutListed(accountObject(account))
  for (const livemode of [false, true]) {
    insertObject(store, { account: id, livemode, kind: 'account' }, { id, created, body, keys: {} })
  }
}

function createKeys(
  account: AccountRow,
  livemode: boolean,
  given: Partial<KeyPair> | undefined,
  tools: AccountTools,
): KeyPair {
  const { store, random, hashKey, now } = tools
  const pair: KeyPair = {
    secret: given?.secret ?? newApiKey('secret', livemode, random),
    publishable: given?.publishable ?? newApiKey('publishable', livemode, random),
  }
  for (const kind of ['secret', 'publishable'] as const) {
    const key = { account: account.id, livemode, kind, key: pair[kind], created: now }
    insertApiKey(store, hashKey, key)
  }
  return pair
}

/** A standard account as the API shows it; keys stand in Stripe's order, `id` and `object` first. */
function accountObject(account: AccountRow): object {
  const activated = account.activated === 1
  return {
    id: account.id,
    object: 'account',
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: null,
      minority_owned_business_designation: null,
      name: account.business_name,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: null,
    capabilities: activated ? { card_payments: 'active', transfers: 'active' } : {},
    charges_enabled: activated,
    country: account.country,
    created: account.created,
    default_currency: account.default_currency,
    details_submitted: activated,
    email: account.email,
    metadata: {},
    payouts_enabled: activated,
    settings: settingsOf(account),
    type: 'standard',
  }
}

function settingsOf(account: AccountRow): Partial<Stripe.Account.Settings> {
  return {
    bacs_debit_payments: { display_name: null, service_user_number: null },
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_issuing: { tos_acceptance: { date: null, ip: null } },
    card_payments: {
      decline_on: { avs_failure: false, cvc_failure: false },
      statement_descriptor_prefix: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    dashboard: { display_name: account.business_name, timezone: 'Etc/UTC' },
    payments: {
      statement_descriptor: account.business_name?.toUpperCase().slice(0, 22) ?? null,
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    sepa_debit_payments: {},
  }
}
