/** Keeping secrets: a name means one thing in its scope, and what it stands for is sealed. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { alreadyExpired, tooManySecrets } from './refusals.js'
import { checkScope, isSameScope, type Scope } from './scope.js'

type Secret = Stripe.Apps.Secret

/** In each scope: https://docs.stripe.com/stripe-apps/store-secrets. */
const MOST = 10

/** Under the secret's id, since its object shows it only when asked to. */
interface Aside {
  readonly payload: string
}

/** A second secret of one name takes the place of the first. */
export function replaceFormer(params: Stripe.Apps.SecretCreateParams, work: UnitOfWork): void {
  const { expires_at, name, scope } = params
  checkScope(scope)
  if (expires_at !== undefined && expires_at <= work.now) throw alreadyExpired()
  const former = secretNamed(name, scope, work)
  if (former !== undefined) forget(former.id, work)
  if (secretsIn(scope, work).length >= MOST) throw tooManySecrets(MOST)
}

export function keepPayload(
  secret: Secret,
  { payload }: Stripe.Apps.SecretCreateParams,
  work: UnitOfWork,
): Secret {
  work.setAside<Aside>(secret.id, { payload: work.seal(payload, purposeOf(secret.id)) })
  if (secret.expires_at !== null) work.later(secret.expires_at, 'expire_app_secret', secret.id)
  return secret
}

export function payloadOf(id: string, work: UnitOfWork): string | null {
  const { payload } = work.aside<Aside>(id)
  return payload ? work.unseal(payload, purposeOf(id)) : null
}

export const expireAppSecret: DueTask = (id, work) => {
  if (work.find('apps.secret', id)) forget(id, work)
}

/** The object goes, and what it stood for with it. */
export function forget(id: string, work: UnitOfWork): void {
  work.setAside<Aside>(id, { payload: '' })
  work.remove('apps.secret', id)
}

export function secretNamed(name: string, scope: Scope, work: UnitOfWork): Secret | undefined {
  return work.list('apps.secret', { name }).find((secret) => isSameScope(secret.scope, scope))
}

function secretsIn(scope: Scope, work: UnitOfWork): Secret[] {
  return work.list('apps.secret', {}).filter((secret) => isSameScope(secret.scope, scope))
}

function purposeOf(id: string): string {
  return `payload of ${id}`
}
