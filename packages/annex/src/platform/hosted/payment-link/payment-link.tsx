/** `/buy/:id`: where a payment link leads. Whoever comes gets a checkout of their own. */
import { Hono, type Context } from 'hono'
import { renderPage } from '../../../web/render.js'
import type { Engine } from '../../engine/context.js'
import { openNow } from '../../engine/unit.js'
import { follow, isOpen, type Visit } from '../../objects/payment-link/follow.js'
import type { PaymentLink } from '../../objects/payment-link/kept.js'
import { applyCode } from '../../objects/checkout-session/adjust.js'
import { Refusal } from '../../engine/errors.js'
import { findOwner } from '../../store/objects.js'
import { paths, withQuery } from '../../routes.js'
import { UnknownPage } from '../checkout/ended-page.js'
import { sellerOf } from '../seller.js'
import { InactivePage } from './inactive-page.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export function paymentLinkPages(engine: Engine): Hono {
  return new Hono().get(paths.paymentLink(':id'), (c) =>
    engine.store.transaction(() => open(c, engine)),
  )
}

function open(c: Context, engine: Engine) {
  const id = c.req.param('id') ?? ''
  const owner = findOwner(engine.store, 'payment_link', id)
  if (!owner) return renderPage(c, <UnknownPage />, 404)
  const caller = { ...owner, access: 'read_write', maskedKey: '' } as const
  const found = openNow(engine, { ...caller, application: null }).get('payment_link', id)
  const application = typeof found.application === 'string' ? found.application : null
  const work = openNow(engine, { ...caller, application })
  const session = isOpen(found) ? tryToFollow(c, found, work) : undefined
  if (!session) {
    const { inactive_message: message, livemode } = found
    const seller = sellerOf(engine, work)
    return renderPage(c, <InactivePage {...{ seller, livemode, message }} />, 410)
  }
  tryCode(session.id, c.req.query('prefilled_promo_code'), work)
  const prefilled = { prefilled_email: c.req.query('prefilled_email') }
  return c.redirect(withQuery(paths.checkout(session.id), prefilled), 303)
}

/** Undefined when what it sells cannot be sold any more: a transfer's account is gone, for example. */
function tryToFollow(c: Context, link: PaymentLink, work: UnitOfWork) {
  try {
    return follow(link, visitOf(c), work)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** Anybody may write an address: what cannot be meant is left aside. */
function visitOf(c: Context): Visit {
  const reference = c.req.query('client_reference_id') ?? ''
  const email = c.req.query('locked_prefilled_email') ?? ''
  return {
    ...(/^[\w-]{1,200}$/.test(reference) && { client_reference_id: reference }),
    ...(/^[^\s@]+@[^\s@]+$/.test(email) && { customer_email: email }),
  }
}

/** A code that doesn't hold any more is no reason to turn somebody away. */
function tryCode(session: string, code: string | undefined, work: UnitOfWork): void {
  if (!code) return
  try {
    applyCode(session, code, work)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
