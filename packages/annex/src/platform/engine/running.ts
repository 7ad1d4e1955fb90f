/**
 * Idempotency keys of requests that have come and are still to be carried out: those whose upload
 * takes a while, and those that are held up. All others run from their first query to their commit
 * without a pause, so that a second one finds either nothing or the whole answer.
 */
import { authenticate, type Credentials, type Identity } from './authenticate.js'
import type { Engine } from './context.js'
import { Refusal } from './errors.js'
import type { Scope } from './unit-of-work.js'

export interface Running {
  has(scope: Scope, key: string): boolean
  /** Until what it returns is called. Where another request holds the key it stays that one's. */
  hold(scope: Scope, key: string): () => void
}

export function createRunning(): Running {
  const held = new Set<string>()
  return {
    has: (scope, key) => held.has(nameOf(scope, key)),
    hold(scope, key) {
      const name = nameOf(scope, key)
      if (held.has(name)) return nothing
      held.add(name)
      return () => void held.delete(name)
    },
  }
}

function nameOf({ account, livemode }: Scope, key: string): string {
  return `${account} ${livemode} ${key}`
}

/** By its name in small letters. */
type HeaderOf = (name: string) => string | undefined

/** Holds the key that a request's headers name, if they name one; whoever asks is known by them too. */
export function holdKey(engine: Engine, header: HeaderOf): () => void {
  const key = header('idempotency-key')
  const identity = key ? identityOf(engine, credentialsIn(header)) : undefined
  return key && identity ? engine.running.hold(identity, key) : nothing
}

export function credentialsIn(header: HeaderOf): Credentials {
  return {
    authorization: header('authorization'),
    stripeAccount: header('stripe-account'),
    stripeContext: header('stripe-context'),
  }
}

// Who may not come in is told when the request's turn comes.
function identityOf(engine: Engine, credentials: Credentials): Identity | undefined {
  try {
    return authenticate(engine, credentials)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function nothing(): void {}
