/** Who runs the command line, and what they sent: the same keys and forms as everywhere in the API. */
import { authenticate, type Identity } from '../engine/authenticate.js'
import type { Engine } from '../engine/context.js'
import { readParameters } from '../engine/parameters.js'
import { refusePartial } from '../engine/permissions.js'
import { credentialsIn } from '../engine/running.js'

/** @throws Refusal 401 or 403 */
export function callerOf(engine: Engine, { headers }: Request): Identity {
  const header = (name: string) => headers.get(name) ?? undefined
  const identity = authenticate(engine, credentialsIn(header))
  refusePartial(identity)
  return identity
}

export interface Sent {
  /** The text of a parameter; undefined when it is absent or no text. */
  text(name: string): string | undefined
  list(name: string): string[]
}

/** @throws Refusal for what is no form */
export async function sentIn(request: Request): Promise<Sent> {
  const form = readParameters({
    ...{ method: request.method, query: new URL(request.url).search.slice(1) },
    ...{ contentType: request.headers.get('content-type'), body: await request.text() },
  })
  return {
    text(name) {
      const value = form.get(name)
      return typeof value === 'string' && value !== '' ? value : undefined
    },
    list(name) {
      const value = form.get(name)
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
    },
  }
}
