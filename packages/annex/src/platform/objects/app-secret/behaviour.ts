/** The secret store of apps: what an app keeps for an account, or for one of its people. */
import type { Behaviour } from '../../engine/behaviour.js'
import { deleteSecret, findSecret } from './by-name.js'
import { checkScope, conditionsOf, type Scope } from './scope.js'
import { keepPayload, payloadOf, replaceFormer } from './store.js'

export const appSecret: Behaviour<'apps.secret'> = {
  kind: 'apps.secret',
  check: replaceFormer,
  afterCreate: keepPayload,
  include: ({ id }, field, work) => (field === 'payload' ? payloadOf(id, work) : undefined),
  filters: {
    scope(scope: unknown) {
      const asked = scope as Scope
      checkScope(asked)
      return conditionsOf(asked)
    },
  },
  operations: {
    'GET /v1/apps/secrets/find': findSecret,
    'POST /v1/apps/secrets/delete': deleteSecret,
  },
}
