/**
 * `POST /v1/issuing/cards/:id/test/authorizations`: the path the command line's fixtures use for what
 * the API calls `POST /v1/test_helpers/issuing/authorizations`.
 */
import { perform } from '../engine/perform.js'
import { callerOf, sentIn } from './caller.js'
import type { StripeCliTools } from './routes.js'

export async function authorizeCard(
  { engine }: StripeCliTools,
  request: Request,
  id: string,
): Promise<Response> {
  const caller = callerOf(engine, request)
  const sent = await sentIn(request)
  const path = `/v1/issuing/cards/${encodeURIComponent(id)}`
  const { status, body: card } = perform(engine, { caller, method: 'GET', path })
  if (status !== 200) return Response.json(card, { status })
  const made = perform(engine, {
    ...{ caller, method: 'POST', path: '/v1/test_helpers/issuing/authorizations' },
    params: {
      ...{ card: id, amount: sent.text('held_amount') },
      currency: sent.text('held_currency') ?? currencyOf(card),
      authorization_method: sent.text('authorization_method'),
    },
  })
  return Response.json(made.body, { status: made.status })
}

function currencyOf(card: unknown): string | undefined {
  const isCard = typeof card === 'object' && card !== null && 'currency' in card
  return isCard ? String(card.currency) : undefined
}
