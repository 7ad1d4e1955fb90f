/** What an account pays us: the short form, on the page of its connection. */
import type { Child } from 'hono/jsx'
import { Status } from '../../../web/components/badge.js'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Form } from '../../../web/components/form.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { dayOf } from '../../../web/time-words.js'
import type { BillingStatus } from '../../billing/billing.js'
import { isLive } from '../../billing/status.js'
import type { Routes } from '../../routes.js'
import { priceWords } from '../money-words.js'

export interface PlanCardProps {
  billing: BillingStatus
  connection: { id: string }
  routes: Routes
  formToken: string
}

/** A live part: a webhook may change it while somebody looks. */
export function PlanCard(props: PlanCardProps) {
  const { billing, connection, routes } = props
  if (!isLive(billing.status)) {
    const choose = (
      <ButtonLink kind="primary" href={routes.to('plan', connection.id)}>
        Choose a plan
      </ButtonLink>
    )
    return (
      <Card id="plan" title="Plan" actions={choose}>
        <p class="muted">{offWords(billing)}</p>
      </Card>
    )
  }
  return (
    <Card id="plan" title="Plan" actions={<ManageButton {...props} />}>
      <PlanFacts billing={billing} narrow />
    </Card>
  )
}

function offWords({ status, plan }: BillingStatus): string {
  if (status === 'canceled' && plan) return `${plan.name} has ended. Nothing more is charged.`
  return 'No plan yet, and nothing is charged.'
}

export function ManageButton({ connection, routes, formToken }: Omit<PlanCardProps, 'billing'>) {
  return (
    <Form action={routes.to('planPortal', connection.id)} formToken={formToken} inline>
      <Button icon="outside">Manage</Button>
    </Form>
  )
}

export function PlanFacts({ billing, narrow }: { billing: BillingStatus; narrow?: boolean }) {
  const { plan, status } = billing
  return (
    <KeyValues
      {...(narrow && { narrow })}
      facts={[
        ['Plan', plan && <bdi>{plan.name}</bdi>],
        ['Price', plan && priceWords(plan)],
        ['Status', <Status status={status} />],
        nextFact(billing),
      ]}
    />
  )
}

/** The one date that matters: when it ends, when the trial does, or when it is paid again. */
function nextFact(billing: BillingStatus): readonly [string, Child] {
  const { status, cancel_at, trial_end, current_period_end } = billing
  if (cancel_at !== null) return ['Ends', dayOf(cancel_at)]
  if (status === 'trialing' && trial_end !== null) return ['First payment', dayOf(trial_end)]
  if (status === 'past_due' || status === 'unpaid') return ['Owed', 'The last payment failed']
  return ['Next payment', current_period_end !== null && dayOf(current_period_end)]
}
