/** What the authorization server works with. */
import type { Log } from '../../core/log.js'
import type { KeyRing } from '../../core/seal.js'
import type { PeopleTools } from '../people/tools.js'

export interface OAuthTools extends PeopleTools {
  /** Seals the answers kept for a lost reply (oauth.md 3.4). */
  keyRing: KeyRing
  /** Our own origin as the world sees it, e.g. `https://platform.example`: `iss`, and the metadata. */
  issuer: (request: Request) => string
  /** Of the events we record. */
  apiVersion: () => string
  log: Log
}
