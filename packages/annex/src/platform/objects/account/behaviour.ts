/** Accounts: one's own, those a platform makes, and those whose owners connected them. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { request } from '../capability/request.js'
import { externalAccountOperations } from '../external-account/manage.js'
import { assessment, isMadeByPlatform } from './assess.js'
import { changesTo } from './change.js'
import { addGiven } from './open.js'
import { onlyYourOwnMaking } from './refusals.js'
import { reject, unreject } from './reject.js'
import { shown } from './show.js'

type UpdateParams = Stripe.AccountUpdateParams

export const account: Behaviour<'account'> = {
  kind: 'account',
  verbs: { reject, unreject },
  operations: {
    ...externalAccountOperations,
    'GET /v1/account': (_path, _params, work) => work.get('account', work.caller.account),
  },
  check(_params, work, before) {
    if (before && work.caller.application !== null && !isMadeByPlatform(before)) {
      throw onlyYourOwnMaking()
    }
  },
  changes: (params: UpdateParams, before, work) => update(params, before, work),
  read: shown,
}

function update(
  params: UpdateParams,
  before: Stripe.Account,
  work: UnitOfWork,
): Partial<Stripe.Account> {
  const changes = { ...unchanged(before), ...changesTo(before, params, work) }
  if (!isMadeByPlatform(before)) return changes
  if (params.capabilities) request(params.capabilities, work)
  if (params.external_account) addGiven(params.external_account, work)
  return { ...changes, ...assessment({ ...before, ...changes }, work) }
}

// Parameters of the same name say something else than these fields show.
function unchanged({ capabilities, individual, company }: Stripe.Account) {
  return {
    ...(capabilities && { capabilities }),
    ...(company && { company }),
    ...(individual && { individual }),
  }
}
