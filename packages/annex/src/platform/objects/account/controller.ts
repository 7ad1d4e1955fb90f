/** Who is responsible for what about an account that a platform makes: `type`, or `controller`. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'
import { parametersExclusive } from '../../engine/refusals/parameters.js'

type Controller = Required<Stripe.Account.Controller>
type Params = Pick<Stripe.AccountCreateParams, 'type' | 'controller'>

interface Terms {
  readonly payer: string
  readonly losses: string
  readonly collects: string
  readonly dashboard: string
}

/** The three older types are names of these combinations. */
const TYPES: Readonly<Record<string, Terms>> = {
  standard: { payer: 'account', losses: 'stripe', collects: 'stripe', dashboard: 'full' },
  express: {
    ...{ payer: 'application_express', losses: 'application', collects: 'stripe' },
    dashboard: 'express',
  },
  custom: {
    ...{ payer: 'application_custom', losses: 'application', collects: 'application' },
    dashboard: 'none',
  },
}

/** @throws Refusal for combinations that leave somebody without what they need */
export function controllerFor({ type, controller: given }: Params): {
  type: string
  controller: Controller
} {
  if (type !== undefined && given !== undefined) throw parametersExclusive(['type', 'controller'])
  const named = type === undefined ? undefined : TYPES[type]
  if (named) return { type: type ?? '', controller: controllerOf(named) }
  const terms = {
    payer: given?.fees?.payer ?? 'account',
    losses: given?.losses?.payments ?? 'stripe',
    collects: given?.requirement_collection ?? 'stripe',
    dashboard: given?.stripe_dashboard?.type ?? 'full',
  }
  checkTerms(terms)
  return { type: typeOf(terms), controller: controllerOf(terms) }
}

function checkTerms({ payer, losses, collects, dashboard }: Terms): void {
  if (collects === 'application' && dashboard !== 'none') throw dashboardNeedsStripe()
  if (collects === 'application' && losses !== 'application') throw lossesNeedApplication()
  if (losses === 'application' && payer === 'account' && dashboard === 'express') {
    throw feesNeedApplication()
  }
}

// An account whose terms are those of an older type is shown as that type.
function typeOf(terms: Terms): string {
  const same = (of: Terms) =>
    of.dashboard === terms.dashboard && of.collects === terms.collects && of.losses === terms.losses
  return Object.keys(TYPES).find((name) => same(TYPES[name] ?? terms)) ?? 'none'
}

function controllerOf({ payer, losses, collects, dashboard }: Terms): Controller {
  return {
    fees: { payer },
    is_controller: true,
    losses: { payments: losses },
    requirement_collection: collects,
    stripe_dashboard: { type: dashboard },
    type: 'application',
  }
}

function dashboardNeedsStripe(): Refusal {
  return invalidRequest(
    'When the application collects requirements, accounts have no access to a Stripe-hosted dashboard: set `controller[stripe_dashboard][type]` to `none`.',
    { param: 'controller[stripe_dashboard][type]' },
  )
}

function lossesNeedApplication(): Refusal {
  return invalidRequest(
    'When the application collects requirements, it is liable for losses: set `controller[losses][payments]` to `application`.',
    { param: 'controller[losses][payments]' },
  )
}

function feesNeedApplication(): Refusal {
  return invalidRequest(
    'Accounts with the Express Dashboard do not pay Stripe fees themselves: set `controller[fees][payer]` to `application`.',
    { param: 'controller[fees][payer]' },
  )
}
