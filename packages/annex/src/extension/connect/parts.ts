/** What connecting and disconnecting stand on: the app's wiring hands these over once. */
import type { Outside } from '../../core/outside.js'
import type { KeyRing } from '../../core/seal.js'
import type { Secret } from '../../core/secret.js'
import type { AccountKey, Connection, ConnectionRow, GenerationKey } from '../store/connections.js'
import type { Database, Queryable } from '../store/database.js'

/** The extension as Stripe knows it. */
export interface OAuthSettings {
  clientId: string
  secretKey: Secret
  /** Origin of `/oauth/authorize` and `/oauth/token`; null: Stripe's own. */
  connectBase: string | null
  /** Registered with Stripe, character for character. */
  redirectUri: string
  scope: 'read_only' | 'read_write'
  /** The mode of the secret key, and so of every connection made with it. */
  livemode: boolean
}

/** Work that is kept by the transaction that causes it (J1). */
export type ConnectJob =
  /** Deletes what a closed stretch of being connected left behind. */
  | { name: 'purge'; data: GenerationKey }
  /** Tells Stripe of a disconnect that it could not be told of at once. */
  | { name: 'deauthorize'; data: GenerationKey }
  /** Asks Stripe whether it still lets us in, after a word that it doesn't. */
  | { name: 'confirm_loss'; data: LossReport }
  /** Tell the host app, when it wants to know. */
  | { name: 'on_connect'; data: ConnectNews }
  | { name: 'on_disconnect'; data: GenerationKey }

/** A word that access was lost, and the grant it was spoken against. */
export interface LossReport extends GenerationKey {
  grants: number
  /** The deauthorized event's own second; null when a refused call reported it. */
  said_at: number | null
}

/** What became of somebody pressing the button. */
export interface ConnectNews extends GenerationKey {
  /** It was connected before, and is now with this scope. */
  renewed: boolean
  /** The host app's own word, given to `connectUrl`. */
  app_state: string | null
}

/** The host app's own code. Each runs at least once, after what it tells of is kept. */
export interface ConnectHooks {
  onConnect?(connection: Connection, news: ConnectNews): Promise<void> | void
  onDisconnect?(account: AccountKey): Promise<void> | void
}

/** What Stripe says when we ask for the account itself. */
export type Access = 'granted' | 'revoked' | 'unclear'

export interface ConnectParts {
  settings: OAuthSettings
  database: Database
  outside: Outside
  keyRing: KeyRing
  /** For hashes of states and account ids. */
  hashKey: Uint8Array
  enqueue(tx: Queryable, job: ConnectJob): Promise<void>
  /** In the transaction of a connect: starts the backfill. `renewed`: it was connected already. */
  connected(tx: Queryable, connection: ConnectionRow, renewed: boolean): Promise<void>
  /** In the transaction of a disconnect: what else ends with it. */
  disconnected?(tx: Queryable, key: AccountKey): Promise<void>
  hooks: ConnectHooks
  /** Reads the account with the connection's credentials. */
  probe(connection: Connection): Promise<Access>
}
