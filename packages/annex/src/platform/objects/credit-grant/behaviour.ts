/** Credit grants: money a customer has for what they use, granted once and spent by invoices. */
import type Stripe from 'stripe'
import type { Behaviour, DueTask } from '../../engine/behaviour.js'
import { integerTooSmall, parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import { balanceOf, credit, debit, wasApplied } from './ledger.js'
import { accountsUnknown, appliedAlready, expiresTooEarly, isOver } from './refusals.js'
import { checkScope } from './scope.js'

type Grant = Stripe.Billing.CreditGrant
type CreateParams = Stripe.Billing.CreditGrantCreateParams
type UpdateParams = Stripe.Billing.CreditGrantUpdateParams

const USUAL_PRIORITY = 50

export const creditGrant: Behaviour<'billing.credit_grant'> = {
  kind: 'billing.credit_grant',
  check(params: CreateParams & UpdateParams, work, before) {
    if (before) checkLiving('update', before, work)
    else checkCreate(params, work)
  },
  defaults: (params: CreateParams, work) => ({
    category: params.category ?? 'paid',
    effective_at: params.effective_at ?? work.now,
    expires_at: params.expires_at ?? null,
    priority: params.priority ?? USUAL_PRIORITY,
    test_clock: idOrNull(work.get('customer', params.customer ?? '', 'customer').test_clock),
    updated: work.now,
    voided_at: null,
  }),
  afterCreate(grant, _params, work) {
    const amount = grant.amount.monetary?.value ?? 0
    credit(grant, { amount, type: 'credits_granted', at: grant.effective_at ?? work.now }, work)
    if (grant.expires_at !== null) work.later(grant.expires_at, 'expire_credit_grant', grant.id)
    return grant
  },
  changes({ expires_at }: UpdateParams, before, work) {
    const changes = { updated: work.now }
    if (expires_at === undefined) return changes
    const at = expires_at || null
    if (at !== null) {
      if (at <= Math.max(work.now, before.effective_at ?? 0)) throw expiresTooEarly()
      work.later(at, 'expire_credit_grant', before.id)
    }
    return { ...changes, expires_at: at }
  },
  verbs: { expire, void: voidGrant },
}

function checkCreate(params: CreateParams, work: UnitOfWork): void {
  if (params.customer_account !== undefined) throw accountsUnknown()
  if (params.customer === undefined) throw parameterMissing('customer')
  if (!params.amount.monetary) throw parameterMissing('amount[monetary]')
  if (params.amount.monetary.value < 1) throw integerTooSmall('amount[monetary][value]', 1)
  checkScope(params.applicability_config.scope, 'applicability_config[scope]', work)
  const { effective_at = work.now, expires_at } = params
  if (expires_at !== undefined && expires_at <= Math.max(work.now, effective_at)) {
    throw expiresTooEarly()
  }
}

function checkLiving(verb: string, grant: Grant, work: UnitOfWork): void {
  const expired = grant.expires_at !== null && grant.expires_at <= work.now
  if (expired || grant.voided_at !== null) throw isOver(verb, grant)
}

function expire(grant: Grant, _params: object, work: UnitOfWork): Grant {
  checkLiving('expire', grant, work)
  const now = { expires_at: work.now, updated: work.now }
  const expired = work.update('billing.credit_grant', grant.id, now)
  endCredit(expired, 'credits_expired', work)
  return expired
}

/** As if it had never been granted, which only holds while nothing of it was spent. */
function voidGrant(grant: Grant, _params: object, work: UnitOfWork): Grant {
  checkLiving('void', grant, work)
  if (wasApplied(grant.id, work)) throw appliedAlready(grant)
  const now = { voided_at: work.now, updated: work.now }
  const voided = work.update('billing.credit_grant', grant.id, now)
  endCredit(voided, 'credits_voided', work)
  return voided
}

export const expireCreditGrant: DueTask = (id, work) => {
  const grant = work.find('billing.credit_grant', id)
  if (!grant || grant.voided_at !== null) return
  // Its end may have been moved since.
  if (grant.expires_at === null || grant.expires_at > work.now) return
  endCredit(grant, 'credits_expired', work)
}

function endCredit(
  grant: Grant,
  type: 'credits_expired' | 'credits_voided',
  work: UnitOfWork,
): void {
  const amount = balanceOf(grant.id, work)
  if (amount > 0) debit(grant, { amount, type }, work)
}
