/** `/c/pay/:id`: the page on which somebody pays. The id in the address is the payer's permission. */
import { Hono, type Context } from 'hono'
import { renderPage } from '../../../web/render.js'
import { isFromOurPages } from '../../../web/same-origin.js'
import type { Engine } from '../../engine/context.js'
import { Refusal } from '../../engine/errors.js'
import {
  addItem,
  applyCode,
  chooseShipping,
  removeCode,
  removeItem,
  setQuantity,
} from '../../objects/checkout-session/adjust.js'
import { pay } from '../../objects/checkout-session/pay.js'
import { successUrl } from '../../objects/checkout-session/return-url.js'
import { standingOf, type Standing } from '../../objects/checkout-session/standing.js'
import { mayRemove, savedMethods } from '../../objects/checkout-session/saved.js'
import { detach } from '../../objects/payment-method/detach.js'
import { paths } from '../../routes.js'
import { faultsOf, type Declined, type Faults, type Typed } from '../typed-card.js'
import { typedIn } from '../typed.js'
import { findAskedSession, type AskedSession } from './asked-session.js'
import { CheckoutPage } from './checkout-page.js'
import {
  BusyPage,
  ExpiredPage,
  PaidPage,
  RefusedPage,
  ThanksPage,
  UnknownPage,
} from './ended-page.js'
import { followRecovery } from './recover.js'
import { chosenSaved, faultsIn, payerFrom, type Asked } from './typed-payer.js'
import { viewOf, type CheckoutView } from './view.js'

export function checkoutPages(engine: Engine): Hono {
  const app = new Hono()
  app.use(`${paths.checkout(':id')}/*`, async (c, next) => {
    // While the test clock of its customer moves, a session is nobody's to touch.
    if (isMoving(c, engine)) return renderPage(c, <BusyPage />, 409)
    await next()
    return undefined
  })
  app.get(paths.checkout(':id'), (c) => show(c, engine))
  app.get(paths.checkoutReturn(':id'), (c) => comeBack(c, engine))
  app.get(paths.checkoutRecovery(':id'), (c) => followRecovery(c, engine))
  app.post(paths.checkout(':id'), (c) => submit(c, engine))
  return app
}

function asked(c: Context, engine: Engine): AskedSession | undefined {
  return findAskedSession(engine, c.req.param('id') ?? '')
}

/** What is due may have to be rehearsed, which takes a transaction. */
function show(c: Context, engine: Engine) {
  return engine.store.transaction(() => shown(c, engine))
}

function shown(c: Context, engine: Engine) {
  const found = asked(c, engine)
  if (!found) return renderPage(c, <UnknownPage />, 404)
  const standing = standingOf(found.session, found.work)
  const tried = c.req.query('tried') !== undefined
  const error = standing.kind === 'open' && tried ? standing.error : undefined
  const typed = { email: c.req.query('prefilled_email') ?? '' }
  return answer(c, found, standing, { typed, ...(error && { faults: faultsOf(error) }) })
}

/** From the bank's page: on to the seller, or back to the form with what went wrong. */
function comeBack(c: Context, engine: Engine) {
  const found = asked(c, engine)
  if (!found) return renderPage(c, <UnknownPage />, 404)
  const { session, work } = found
  return (
    onward(c, found, standingOf(session, work)) ??
    c.redirect(`${paths.checkout(session.id)}?tried`, 303)
  )
}

interface Filled {
  readonly typed?: Typed
  readonly faults?: Faults
}

/** The page that belongs to where the session stands. */
function answer(
  c: Context,
  found: AskedSession,
  standing: Standing,
  { typed = {}, faults = {} }: Filled,
) {
  const { session, seller } = found
  const { livemode, cancel_url } = session
  if (standing.kind === 'complete') {
    const { confirmation: words } = session.kept
    if (words !== undefined && session.success_url === null) {
      return renderPage(c, <ThanksPage {...{ seller, livemode, words }} />)
    }
    return renderPage(c, <PaidPage {...{ seller, livemode, href: successUrl(session) }} />)
  }
  if (standing.kind === 'expired') {
    return renderPage(c, <ExpiredPage {...{ seller, livemode, href: cancel_url }} />, 410)
  }
  const bankUrl = standing.kind === 'asks' ? standing.url : undefined
  const status = Object.keys(faults).length > 0 ? 400 : 200
  return renderPage(
    c,
    <CheckoutPage {...{ view: viewOf(found), typed, faults, bankUrl }} />,
    status,
  )
}

/** Where the payer goes now; undefined when they stay. */
function onward(c: Context, { session }: AskedSession, standing: Standing) {
  if (standing.kind === 'asks') return c.redirect(standing.url, 303)
  if (standing.kind !== 'complete') return undefined
  return c.redirect(successUrl(session) ?? paths.checkout(session.id), 303)
}

async function submit(c: Context, engine: Engine) {
  if (!isFromOurPages(c.req.raw)) return renderPage(c, <RefusedPage />, 403)
  const typed = await typedIn(c)
  try {
    // One transaction: of two that press the button at once, the second finds it done.
    return engine.store.transaction(() => act(c, engine, typed))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return engine.store.transaction(() => refused(c, engine, typed, error))
  }
}

function act(c: Context, engine: Engine, typed: Typed) {
  const found = asked(c, engine)
  if (!found) return renderPage(c, <UnknownPage />, 404)
  const { session, work } = found
  const before = standingOf(session, work)
  if (before.kind === 'complete' || before.kind === 'expired') {
    return onward(c, found, before) ?? answer(c, found, before, {})
  }
  switch (typed['action']) {
    case 'quantity': {
      const chosen = { line: typed['line'] ?? '', quantity: Number(typed['quantity']) }
      setQuantity(session.id, chosen, work)
      return c.redirect(c.req.path, 303)
    }
    case 'add_item':
      addItem(session.id, typed['price'] ?? '', work)
      return c.redirect(c.req.path, 303)
    case 'remove_item':
      removeItem(session.id, typed['line'] ?? '', work)
      return c.redirect(c.req.path, 303)
    case 'shipping':
      chooseShipping(session.id, typed['shipping_rate'] ?? '', work)
      return c.redirect(c.req.path, 303)
    case 'forget':
      return forget(c, found, typed['method'] ?? '')
    case 'code':
      applyCode(session.id, typed['code'] ?? '', work)
      return c.redirect(c.req.path, 303)
    case 'remove_code':
      removeCode(session.id, work)
      return c.redirect(c.req.path, 303)
    default:
      return payWith(c, found, before, typed)
  }
}

function payWith(c: Context, found: AskedSession, before: Standing, typed: Typed) {
  const { session, work } = found
  const { email, methods, saved } = viewOf(found)
  const wanted = { email, methods, saved }
  const faults = faultsIn(typed, session, wanted)
  if (Object.keys(faults).length > 0) return answer(c, found, before, { typed, faults })
  const after = pay(session.id, payerFrom(typed, session, wanted), work)
  const error = after.kind === 'open' ? after.error : undefined
  return (
    onward(c, found, after) ??
    answer(c, found, after, { typed, faults: error ? faultsBeside(error, typed, wanted) : {} })
  )
}

/** A saved card has no fields to look at again. */
function faultsBeside(error: Declined, typed: Typed, asked: Pick<Asked, 'saved'>): Faults {
  const faults = faultsOf(error)
  return chosenSaved(typed, asked) ? { '': Object.values(faults).join(' ') } : faults
}

/** The payer doesn't want to find it here again. */
function forget(c: Context, { session, work }: AskedSession, id: string) {
  const method = savedMethods(session, work).find((one) => one.id === id)
  if (method && mayRemove(session)) detach(method, {}, work)
  return c.redirect(c.req.path, 303)
}

/** What was typed can be no card, no code, no quantity: nothing has been kept. */
function refused(c: Context, engine: Engine, typed: Typed, refusal: Refusal) {
  const found = asked(c, engine)
  if (!found) return renderPage(c, <UnknownPage />, 404)
  return answer(c, found, standingOf(found.session, found.work), {
    typed,
    faults: faultFor(viewOf(found), typed, refusal),
  })
}

function faultFor(view: CheckoutView, typed: Typed, refusal: Refusal): Faults {
  if (typed['action'] === 'shipping') return { shipping: refusal.message }
  if (typed['action'] === 'code') return { code: refusal.message }
  if (typed['action'] === 'quantity') {
    const choice = view.lines.find(({ id }) => id === typed['line'])?.choice
    const words = choice ? `Choose from ${choice.min} to ${choice.max}.` : refusal.message
    return { [`quantity-${typed['line']}`]: words }
  }
  return faultsOf(refusal.fields)
}

function isMoving(c: Context, engine: Engine): boolean {
  try {
    asked(c, engine)
    return false
  } catch (error) {
    if (error instanceof Refusal) return true
    throw error
  }
}
