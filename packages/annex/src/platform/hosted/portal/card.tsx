/** A new card: typed in, allowed by its bank, and charged from then on. */
import type { Context } from 'hono'
import type Stripe from 'stripe'
import { renderPage } from '../../../web/render.js'
import { Refusal } from '../../engine/errors.js'
import { idOrNull } from '../../objects/reference.js'
import { ask } from '../ask.js'
import { keepCard } from '../keep-card.js'
import { faultsOf, missingFromCard, type Faults, type Typed } from '../typed-card.js'
import { typedIn } from '../typed.js'
import { CardPage } from './card-page.js'
import { finish } from './finish.js'
import { useForAll } from './methods.js'
import type { Visit } from './visit.js'

type SetupIntent = Stripe.SetupIntent

export function offerCard(c: Context, visit: Visit) {
  return show(c, visit, {}, {})
}

export async function addCard(c: Context, visit: Visit): Promise<Response> {
  const typed = await typedIn(c)
  const missing = missingFromCard(typed)
  if (Object.keys(missing).length > 0) return show(c, visit, typed, missing)
  try {
    const intent = setUp(typed, visit)
    const bank = intent.next_action?.redirect_to_url?.url
    return bank ? c.redirect(bank, 303) : use(c, visit, intent)
  } catch (error) {
    if (error instanceof Refusal) return show(c, visit, typed, faultsOf(error.fields))
    throw error
  }
}

/** Back from the bank, which may have said no. */
export function useCard(c: Context, visit: Visit): Response | Promise<Response> {
  const intent = visit.work.find('setup_intent', c.req.query('setup_intent') ?? '')
  const isTheirs = intent && idOrNull(intent.customer) === visit.customer.id
  if (!isTheirs || intent.status !== 'succeeded') return show(c, visit, {}, { '': NOT_CONFIRMED })
  return use(c, visit, intent)
}

const NOT_CONFIRMED =
  'Your bank could not confirm that it was you. Nothing was saved; try again or use another card.'

/** @throws Refusal when the card doesn't exist, or its bank refuses it */
function setUp(typed: Typed, visit: Visit): SetupIntent {
  const { customer, work } = visit
  const payment_method = keepCard(visit, typed, customer.email)
  return ask(visit, {
    ...{ method: 'POST', path: '/v1/setup_intents' },
    params: {
      ...{ customer: customer.id, usage: 'off_session', confirm: true, payment_method },
      return_url: `${work.baseUrl}${visit.at('card/use')}`,
    },
  })
}

function use(c: Context, visit: Visit, { payment_method }: SetupIntent): Response {
  useForAll(visit, idOrNull(payment_method) ?? '')
  return finish(c, visit, 'payment_method_update')
}

function show(c: Context, visit: Visit, typed: Typed, faults: Faults) {
  const status = Object.keys(faults).length > 0 ? 400 : 200
  return renderPage(c, <CardPage {...{ visit, typed, faults }} />, status)
}
