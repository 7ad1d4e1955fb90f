/** What a webhook endpoint needs from the part of the house that sends: implemented there. */
import type { Scope } from '../../engine/unit-of-work.js'

export interface RegisteredEndpoint extends Scope {
  id: string
  connect: boolean
  url: string
  enabled_events: readonly string[]
  /** What its events are sent in; null: the version they are recorded in. */
  api_version: string | null
  created: number
}

/** Every call joins the transaction of the request it serves. */
export interface EndpointRegistry {
  count(scope: Scope): number
  /** `ca_…` of the account's own application in that mode. */
  applicationOf(scope: Scope): string | null
  /** Why nothing may be sent to `url`; undefined: it may. */
  urlProblem(url: string, livemode: boolean): string | undefined
  /** @returns the signing secret, which nobody can read again */
  add(endpoint: RegisteredEndpoint): string
  change(id: string, to: Pick<RegisteredEndpoint, 'url' | 'enabled_events'>): void
  setDisabled(id: string, disabled: boolean): void
  remove(id: string): void
}
