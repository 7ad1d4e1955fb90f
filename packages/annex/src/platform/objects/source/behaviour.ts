/** `POST /v1/sources`: a card in the shape that came between tokens and payment methods. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { addressFrom } from '../address.js'
import { cardOfToken } from '../token/spend.js'
import { methodOfCard } from './method.js'
import { onlyCardSources } from './refusals.js'

type Params = Stripe.SourceCreateParams

export const source: Behaviour<'source'> = {
  kind: 'source',
  lifecycle: { changed: null },
  notCarriedOut: {
    'POST /v1/sources/{source}/verify': 'sources here are cards, which need no verification',
  },
  check({ type, token }: Params, _work, before) {
    if (!before && (type !== 'card' || !token)) throw onlyCardSources()
  },
  defaults: newSource,
  publishable: ['POST /v1/sources', 'GET /v1/sources/{source}'],
}

function newSource(params: Params, work: UnitOfWork): Partial<Stripe.Source> {
  const id = work.newId('source')
  const card = cardOfToken(params.token ?? '', work, 'token')
  methodOfCard(card, id, work)
  const { brand, country, cvc_check, exp_month, exp_year, fingerprint, funding, last4, name } = card
  const { address_line1_check, address_zip_check, dynamic_last4, tokenization_method } = card
  return {
    id,
    allow_redisplay: 'unspecified',
    amount: params.amount ?? null,
    card: {
      ...{ brand, country, cvc_check, exp_month, exp_year, funding, last4, name },
      ...{ address_line1_check, address_zip_check, dynamic_last4, tokenization_method },
      ...(fingerprint && { fingerprint }),
      three_d_secure: 'optional',
    },
    client_secret: `src_client_secret_${randomText(24, work.random)}`,
    currency: params.currency ?? null,
    flow: 'none',
    owner: ownerOf(params),
    statement_descriptor: params.statement_descriptor ?? null,
    status: 'chargeable',
    type: 'card',
    usage: params.usage ?? 'reusable',
  }
}

function ownerOf({ owner }: Params): Stripe.Source.Owner {
  const { address, email = null, name = null, phone = null } = owner ?? {}
  return {
    address: address ? addressFrom(address) : null,
    ...{ email, name, phone },
    ...{ verified_address: null, verified_email: null, verified_name: null, verified_phone: null },
  }
}
