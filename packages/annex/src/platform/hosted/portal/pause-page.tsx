/** What pausing means, and for how long it may be. */
import type Stripe from 'stripe'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { CheckField } from '../../../web/components/field.js'
import { PortalFrame } from './portal-frame.js'
import type { Visit } from './visit.js'

export interface PausePageProps {
  visit: Visit
  subscription: Stripe.Subscription
  name: string
}

export function PausePage({ visit, subscription, name }: PausePageProps) {
  const { type, interval_options: options } = visit.features.subscription_pause.duration
  const lead = (
    <>
      <bdi>{name}</bdi> stops at once, and nothing is charged until it goes on. What you paid for
      the rest of this period is credited to your next invoice. You can go on whenever you like.
    </>
  )
  return (
    <PortalFrame {...{ visit, title: 'Pause your plan', lead }}>
      <Card>
        <form class="form" method="post" action={visit.at(`plans/${subscription.id}/pause`)}>
          {type === 'interval_options' && (
            <fieldset class="choices">
              <legend>For how long?</legend>
              {options.map((option, index) => (
                <CheckField
                  {...{ type: 'radio', name: 'duration', value: String(index) }}
                  {...{ label: durationWords(option), checked: index === 0 }}
                />
              ))}
            </fieldset>
          )}
          <div class="row">
            <Button kind="primary">Pause plan</Button>
            <ButtonLink href={visit.at('home')}>Keep plan</ButtonLink>
          </div>
        </form>
      </Card>
    </PortalFrame>
  )
}

type Option = Stripe.BillingPortal.Configuration.Features.SubscriptionPause.Duration.IntervalOption

/** `2 months`. */
function durationWords({ interval, interval_count }: Option): string {
  return `${interval_count} ${interval}${interval_count === 1 ? '' : 's'}`
}
