/** What canceling means, and why somebody might. */
import type Stripe from 'stripe'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { CheckField, Field } from '../../../web/components/field.js'
import { dayOf } from '../../../web/time-words.js'
import { money } from '../bill/words.js'
import { PortalFrame } from './portal-frame.js'
import type { Visit } from './visit.js'

export interface CancelPageProps {
  visit: Visit
  subscription: Stripe.Subscription
  name: string
  /** What is offered to those who stay. */
  offer: Stripe.Coupon | undefined
  /** Reasons in the seller's own words. */
  options: readonly Stripe.Billing.FeedbackOption[]
}

const REASONS: Readonly<Record<string, string>> = {
  customer_service: 'Customer service was less than expected',
  low_quality: 'Quality was less than expected',
  missing_features: 'Some features are missing',
  other: 'Another reason',
  switched_service: 'I’m switching to something else',
  too_complex: 'It is too hard to use',
  too_expensive: 'It’s too expensive',
  unused: 'I don’t use it enough',
}

export function CancelPage(props: CancelPageProps) {
  const { visit, subscription, name, offer } = props
  return (
    <PortalFrame {...{ visit, title: 'Cancel your plan' }} lead={<Meaning {...props} />}>
      {offer && (
        <Card title={`Stay, and pay less: ${offerWords(offer)}`}>
          <p class="muted">
            <bdi>{name}</bdi> goes on, with this discount from the next invoice on.
          </p>
          <form method="post" action={visit.at(`plans/${subscription.id}/stay`)}>
            <Button kind="primary">Keep plan with discount</Button>
          </form>
        </Card>
      )}
      <Card>
        <form class="form" method="post" action={visit.at(`plans/${subscription.id}/cancel`)}>
          <Reasons {...props} />
          <div class="row">
            <Button kind="destroy">Cancel plan</Button>
            <ButtonLink href={visit.at('home')}>Keep plan</ButtonLink>
          </div>
        </form>
      </Card>
    </PortalFrame>
  )
}

function Meaning({ visit, subscription, name }: CancelPageProps) {
  const { mode, proration_behavior } = visit.features.subscription_cancel
  const ends = Math.min(...subscription.items.data.map((item) => item.current_period_end))
  if (mode !== 'immediately') {
    return (
      <>
        <bdi>{name}</bdi> stays yours until {dayOf(ends)}, and nothing is charged after that. Until
        then you can change your mind.
      </>
    )
  }
  const credit = proration_behavior === 'create_prorations'
  return (
    <>
      <bdi>{name}</bdi> ends at once.{' '}
      {credit ? CREDITED : 'What you paid for this period is not given back.'}
    </>
  )
}

const CREDITED = 'What you paid for the rest of this period is credited to you.'

function Reasons({ visit, options }: CancelPageProps) {
  const { enabled, options: usual } = visit.features.subscription_cancel.cancellation_reason
  if (!enabled) return null
  return (
    <>
      <fieldset class="choices">
        <legend>Why do you cancel? It helps to know, but you don’t have to say.</legend>
        {usual.map((value) => (
          <CheckField
            {...{ type: 'radio', name: 'reason', value, label: REASONS[value] ?? value }}
          />
        ))}
        {options.map(({ id, description }) => (
          <CheckField {...{ type: 'radio', name: 'reason', value: id, label: description }} />
        ))}
      </fieldset>
      <Field
        {...{ label: 'Anything else?', name: 'comment', optional: true, rows: 3, maxlength: 1000 }}
      />
    </>
  )
}

function offerWords({
  percent_off,
  amount_off,
  currency,
  duration,
  duration_in_months,
}: Stripe.Coupon) {
  const off = percent_off === null ? money(amount_off ?? 0, currency ?? 'usd') : `${percent_off}%`
  if (duration === 'once') return `${off} off once`
  return duration === 'repeating' ? `${off} off for ${duration_in_months} months` : `${off} off`
}
