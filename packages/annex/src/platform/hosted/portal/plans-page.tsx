/** The plans somebody can change to. */
import type Stripe from 'stripe'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { CheckField, Field } from '../../../web/components/field.js'
import { priceWords } from '../price-words.js'
import type { Faults, Typed } from '../typed-card.js'
import type { Offer } from './offers.js'
import { PortalFrame } from './portal-frame.js'
import type { Visit } from './visit.js'

export interface PlansPageProps {
  visit: Visit
  subscription: Stripe.Subscription
  offers: readonly (Offer & { readonly name: string })[]
  typed: Typed
  faults: Faults
}

export function PlansPage({ visit, subscription, offers, typed, faults }: PlansPageProps) {
  const { default_allowed_updates: allowed } = visit.features.subscription_update
  const quantity = typed['quantity'] ?? String(subscription.items.data[0]?.quantity ?? 1)
  return (
    <PortalFrame
      {...{ visit, fault: faults[''] ?? faults['price'] }}
      title="Change your plan"
      lead="Choose a plan. What it costs is shown before anything changes."
    >
      <Card>
        <form class="form" method="get" action={visit.at(`plans/${subscription.id}/change`)}>
          <fieldset class="choices">
            <legend class="visually-hidden">Plan</legend>
            {offers.map((offer) => (
              <Choice {...{ offer, chosen: typed['price'] }} />
            ))}
          </fieldset>
          {offers.some((offer) => offer.quantity) && (
            <Field
              {...{ label: 'Quantity', name: 'quantity', value: quantity, inputmode: 'numeric' }}
              {...{ maxlength: 9, error: faults['quantity'] }}
            />
          )}
          {allowed.includes('promotion_code') && (
            <Field
              {...{ label: 'Promotion code', name: 'promotion_code', optional: true }}
              {...{ value: typed['promotion_code'], maxlength: 100 }}
              error={faults['promotion_code']}
            />
          )}
          <div class="row">
            <Button kind="primary">Continue</Button>
            <ButtonLink href={visit.at('home')} kind="quiet">
              Keep it as it is
            </ButtonLink>
          </div>
        </form>
      </Card>
    </PortalFrame>
  )
}

interface ChoiceProps {
  offer: PlansPageProps['offers'][number]
  chosen: string | undefined
}

function Choice({ offer, chosen }: ChoiceProps) {
  const { price, name, isCurrent } = offer
  const known = price.nickname ? ` (${price.nickname})` : ''
  return (
    <CheckField
      {...{ type: 'radio', name: 'price', value: price.id }}
      checked={chosen ? chosen === price.id : isCurrent}
      label={
        <>
          <strong>
            <bdi>{name + known}</bdi>
          </strong>
          {isCurrent && <span class="muted"> · your plan now</span>}
        </>
      }
      hint={priceWords(price)}
    />
  )
}
