/** Secrets by the name an app gave them: `GET /v1/apps/secrets/find`, `POST /v1/apps/secrets/delete`. */
import type Stripe from 'stripe'
import type { Operation } from '../../engine/behaviour.js'
import { resourceMissing } from '../../engine/refusals/objects.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkScope } from './scope.js'
import { forget, secretNamed } from './store.js'

type Params = Stripe.Apps.SecretFindParams

export const findSecret: Operation = (_path, params: Params, work) => get(params, work)

export const deleteSecret: Operation = (_path, params: Params, work) => {
  const secret = get(params, work)
  forget(secret.id, work)
  return { ...secret, deleted: true }
}

/** @throws Refusal 404 when that scope has none of that name */
function get({ name, scope }: Params, work: UnitOfWork): Stripe.Apps.Secret {
  checkScope(scope)
  const secret = secretNamed(name, scope, work)
  if (secret !== undefined) return secret
  throw resourceMissing({ noun: 'apps.secret', id: name, param: 'name', inPath: true })
}
