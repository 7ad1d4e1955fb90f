/** Applications: what an account shows of itself to others, and its client id in each mode. */
import type { Store } from './store.js'

export interface ApplicationRow {
  id: string
  account: string
  kind: 'extension' | 'platform'
  name: string
  website: string | null
  enabled: number
  sends_issuer: number
  primary_color: string | null
  secondary_color: string | null
  icon: string | null
  logo: string | null
  created: number
}

/** An application seen through one of its client ids. */
export interface ClientRow extends ApplicationRow {
  client_id: string
  livemode: number
  /** Whether the owner has submitted business details, required for live use (oauth.md 1.3). */
  activated: number
  owner_email: string
  owner_name: string | null
}

const CLIENT = `
  select p.*, c.client_id, c.livemode, a.activated,
         a.email as owner_email, a.business_name as owner_name
    from application_credentials c
    join applications p on p.id = c.application
    join accounts a on a.id = p.account`

export function findClient(store: Store, clientId: string): ClientRow | undefined {
  return store.get(`${CLIENT} where c.client_id = ?`, clientId)
}

/** The client of `account`'s application in one mode. */
export function findClientOfAccount(
  store: Store,
  account: string,
  livemode: boolean,
): ClientRow | undefined {
  return store.get(
    `${CLIENT} where p.account = ? and c.livemode = ?`,
    ...[account, livemode ? 1 : 0],
  )
}

export function findApplicationOf(store: Store, account: string): ApplicationRow | undefined {
  return store.get('select * from applications where account = ?', account)
}

/** Adds the application with both its client ids, which never change afterwards. */
export function addApplication(
  store: Store,
  application: ApplicationRow,
  clientIds: { test: string; live: string },
): void {
  const { id, account, kind, name, website, enabled, sends_issuer, created } = application
  const { primary_color, secondary_color, icon, logo } = application
  store.transaction(() => {
    store.run(
      `insert into applications (id, account, kind, name, website, enabled, sends_issuer,
                                 primary_color, secondary_color, icon, logo, created)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[id, account, kind, name, website, enabled, sends_issuer],
      ...[primary_color, secondary_color, icon, logo, created],
    )
    addCredential(store, { clientId: clientIds.test, application: id, livemode: 0 })
    addCredential(store, { clientId: clientIds.live, application: id, livemode: 1 })
  })
}

function addCredential(
  store: Store,
  credential: { clientId: string; application: string; livemode: 0 | 1 },
): void {
  store.run(
    'insert into application_credentials (client_id, application, livemode) values (?, ?, ?)',
    ...[credential.clientId, credential.application, credential.livemode],
  )
}

/** What its owner may change on the settings pages. */
export type ApplicationChanges = Partial<
  Pick<
    ApplicationRow,
    | 'name'
    | 'website'
    | 'enabled'
    | 'sends_issuer'
    | 'primary_color'
    | 'secondary_color'
    | 'icon'
    | 'logo'
  >
>

export function updateApplication(store: Store, id: string, changes: ApplicationChanges): void {
  for (const [column, value] of Object.entries(changes)) {
    if (value === undefined) continue
    if (!CHANGEABLE.has(column)) throw new RangeError(`'${column}' is no setting.`)
    store.run(`update applications set ${column} = ? where id = ?`, value, id)
  }
}

const CHANGEABLE: ReadonlySet<string> = new Set([
  ...['name', 'website', 'enabled', 'sends_issuer'],
  ...['primary_color', 'secondary_color', 'icon', 'logo'],
])

export function findApplication(store: Store, id: string): ApplicationRow | undefined {
  return store.get('select * from applications where id = ?', id)
}
