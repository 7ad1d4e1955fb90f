/** A customer in the portal: whose session it is, what it allows, and whether it still holds. */
import type Stripe from 'stripe'
import type { Engine } from '../../engine/context.js'
import type { Caller, UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../../objects/reference.js'
import { findLinked } from '../linked.js'
import { sellerOf, type Seller } from '../seller.js'

type Session = Stripe.BillingPortal.Session

export interface Visit {
  readonly session: Session
  readonly features: Stripe.BillingPortal.Configuration.Features
  readonly configuration: Stripe.BillingPortal.Configuration
  readonly customer: Stripe.Customer
  readonly seller: Seller
  readonly engine: Engine
  readonly caller: Caller
  /** For reading, in the customer's time. */
  readonly work: UnitOfWork
  /** `at('card')` → `/p/session/bps_…/…/card`; without a name the portal's first page. */
  at(page?: string): string
}

/** An unopened link is good for five minutes, an opened one for an hour after each visit. */
const UNOPENED_SECONDS = 300
const UNUSED_SECONDS = 3600

/** Undefined: nobody's link. `expired`: it was somebody's, and its way back is still known. */
export type Entered = Visit | { readonly expired: Session } | undefined

export function enter(engine: Engine, id: string, secret: string): Entered {
  const addressOf = ({ url }: Session) => url
  const linked = findLinked(engine, { kind: 'billing_portal.session', id, secret, addressOf })
  if (!linked) return undefined
  const { object: session, caller, work } = linked
  const customer = work.find('customer', session.customer)
  const configuration = work.find('billing_portal.configuration', idOf(session.configuration))
  if (!customer || !configuration || !stillHolds(engine, session, work)) {
    return { expired: session }
  }
  const base = `/p/session/${id}/${secret}`
  return {
    ...{ session, configuration, customer, engine, caller, work },
    features: configuration.features,
    seller: sellerOf(engine, work),
    at: (page) => (page === undefined ? base : `${base}/${page}`),
  }
}

/** When the session was last used, kept beside it. */
interface Seen {
  readonly seen_at: number
}

function stillHolds({ store }: Engine, { id, created }: Session, work: UnitOfWork): boolean {
  const { seen_at } = work.aside<Seen>(id)
  const end = seen_at === undefined ? created + UNOPENED_SECONDS : seen_at + UNUSED_SECONDS
  if (work.now >= end) return false
  if (seen_at !== work.now) store.transaction(() => work.setAside<Seen>(id, { seen_at: work.now }))
  return true
}
