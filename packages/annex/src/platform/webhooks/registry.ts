/** Endpoints as the API's objects need them: rows kept in step, secrets made and sealed. */
import type { Random } from '../../core/random.js'
import type { KeyRing } from '../../core/seal.js'
import { findClientOfAccount } from '../store/applications.js'
import {
  addEndpoint,
  listEndpoints,
  redirectEndpoint,
  removeEndpoint,
  switchEndpoint,
} from '../store/endpoints.js'
import type { Store } from '../store/store.js'
import type { Allowed } from './address.js'
import { newSigningSecret, sealSigningSecret } from './secrets.js'
import { urlProblem } from './url.js'

export interface RegistryTools {
  store: Store
  random: Random
  keyRing: KeyRing
  allowed: Allowed
}

interface Mode {
  account: string
  livemode: boolean
}

export interface NewRegistration extends Mode {
  id: string
  connect: boolean
  url: string
  enabled_events: readonly string[]
  api_version: string | null
  created: number
}

/** Its shape is what `objects/webhook-endpoint` asks for. */
export function endpointRegistry(tools: RegistryTools) {
  const { store, random } = tools
  return {
    count: ({ account, livemode }: Mode) => listEndpoints(store, account, livemode).length,
    applicationOf: ({ account, livemode }: Mode) =>
      findClientOfAccount(store, account, livemode)?.client_id ?? null,
    urlProblem: (url: string, livemode: boolean) => urlProblem(url, livemode, tools.allowed),
    /** @param secret left out: a new one is made */
    add(endpoint: NewRegistration, secret = newSigningSecret(random)): string {
      addEndpoint(store, {
        ...endpoint,
        livemode: endpoint.livemode ? 1 : 0,
        connect: endpoint.connect ? 1 : 0,
        enabled_events: JSON.stringify(endpoint.enabled_events),
        secret: sealSigningSecret(secret, endpoint.id, tools),
      })
      return secret
    },
    change(id: string, to: Pick<NewRegistration, 'url' | 'enabled_events'>): void {
      const enabled_events = JSON.stringify(to.enabled_events)
      redirectEndpoint(store, id, { url: to.url, enabled_events })
    },
    setDisabled: (id: string, disabled: boolean) =>
      switchEndpoint(store, id, disabled ? 'account' : null),
    remove: (id: string) => removeEndpoint(store, id),
  }
}
