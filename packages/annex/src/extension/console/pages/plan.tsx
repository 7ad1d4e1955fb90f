/** Choosing a plan for an account, or seeing the one it has. */
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Form } from '../../../web/components/form.js'
import { Notice } from '../../../web/components/notice.js'
import { formatMoney } from '../../../core/money.js'
import type { BillingStatus } from '../../billing/billing.js'
import type { Plan } from '../../billing/plans.js'
import { isLive } from '../../billing/status.js'
import { periodWords } from '../money-words.js'
import { ConnectionFrame, type ConnectionPageProps } from './connection-frame.js'
import { ManageButton, PlanFacts } from './plan-card.js'

export interface PlanPageProps extends ConnectionPageProps {
  billing: BillingStatus
  /** Null: Stripe could not say. */
  plans: readonly Plan[] | null
  /** Days before a first payment; 0: none. */
  trialDays: number
}

export function PlanPage(props: PlanPageProps) {
  const { billing } = props
  return (
    <ConnectionFrame {...props} tab="plan">
      {isLive(billing.status) ? <CurrentPlan {...props} /> : <Choice {...props} />}
    </ConnectionFrame>
  )
}

function CurrentPlan(props: PlanPageProps) {
  const { billing } = props
  return (
    <>
      {(billing.status === 'past_due' || billing.status === 'unpaid') && (
        <Notice tone="warning" title="The last payment failed">
          Press Manage to pay what is owed with another card. Nothing that was read is lost.
        </Notice>
      )}
      <Card
        title="Plan"
        lead="Manage opens Stripe’s billing portal: change the plan or the card, see invoices, cancel."
        actions={<ManageButton {...props} />}
      >
        <PlanFacts billing={billing} />
      </Card>
    </>
  )
}

function Choice(props: PlanPageProps) {
  const { billing, plans } = props
  return (
    <>
      {billing.status === 'canceled' && (
        <Notice tone="info" title={`${billing.plan?.name ?? 'The plan'} has ended`}>
          Nothing more is charged. Choose a plan to go on.
        </Notice>
      )}
      {plans === null ? <PlansAway /> : <Offers {...props} plans={plans} />}
    </>
  )
}

function PlansAway() {
  return (
    <Card>
      <EmptyState title="The plans can’t be shown right now" icon="warning">
        Stripe did not answer. Nothing was charged; load this page again in a moment.
      </EmptyState>
    </Card>
  )
}

function Offers({ plans, ...props }: PlanPageProps & { plans: readonly Plan[] }) {
  if (plans.length === 0) {
    return (
      <Card>
        <EmptyState title="Nothing is on sale" icon="card">
          None of the plans this extension names is sold at Stripe. Check their lookup keys.
        </EmptyState>
      </Card>
    )
  }
  const { trialDays, billing } = props
  const isFirst = billing.subscription === null && trialDays > 0
  return (
    <>
      <p class="muted">
        You pay on Stripe’s page, and come back here.{' '}
        {isFirst && `The first ${trialDays} days are free. `}You can cancel whenever you like.
      </p>
      <ul class="offers">
        {[...Map.groupBy(plans, ({ product }) => product).values()].map((prices) => (
          <li>
            <Offer prices={prices} {...props} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface OfferProps extends Omit<PlanPageProps, 'plans'> {
  /** Of one product: a month of it, a year. */
  prices: readonly Plan[]
}

function Offer({ prices, ...props }: OfferProps) {
  const { name = '', description } = prices[0] ?? {}
  return (
    <Card title={<bdi>{name}</bdi>} lead={description}>
      <div class="offer">
        {prices.map((plan) => (
          <div class="row" data-spread>
            <p>
              <span class="offer-price">
                {plan.amount === null ? 'By use' : formatMoney(plan.amount, plan.currency)}
              </span>{' '}
              <span class="muted small">{periodWords(plan)}</span>
            </p>
            <ChooseButton plan={plan} {...props} />
          </div>
        ))}
      </div>
    </Card>
  )
}

interface ChooseProps extends Pick<PlanPageProps, 'routes' | 'connection' | 'formToken'> {
  plan: Plan
}

function ChooseButton({ plan, routes, connection, formToken }: ChooseProps) {
  return (
    <Form action={routes.to('planCheckout', connection.id)} formToken={formToken} inline>
      <input type="hidden" name="plan" value={plan.key} />
      <Button kind="primary">
        Choose
        <span class="visually-hidden">
          {' '}
          {plan.name} {periodWords(plan)}
        </span>
      </Button>
    </Form>
  )
}
