/** One subscription: what it is and costs, what comes next, and what can be done with it. */
import { Badge, Status } from '../../../web/components/badge.js'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import type { Plan } from './plan.js'
import type { Visit } from './visit.js'

export interface PlanCardProps {
  plan: Plan
  visit: Visit
}

export function PlanCard({ plan, visit }: PlanCardProps) {
  const { subscription, parts, next, method } = plan
  return (
    <Card title="Your plan" actions={<Standing plan={plan} />}>
      {parts.map(({ name, costs }) => (
        <div>
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <p class="plan-costs">{costs}</p>
        </div>
      ))}
      <div class="muted">
        <p>{next}</p>
        {method && subscription.cancel_at === null && <p>Charged to {method}.</p>}
      </div>
      <Doings {...{ plan, visit }} />
    </Card>
  )
}

function Standing({ plan: { subscription } }: Pick<PlanCardProps, 'plan'>) {
  if (subscription.cancel_at === null) return <Status status={subscription.status} />
  return <Badge tone="warning">Ends soon</Badge>
}

function Doings({ plan, visit }: PlanCardProps) {
  const { features } = visit
  const { id, cancel_at, items, status } = plan.subscription
  const isEnding = cancel_at !== null
  const canChange =
    features.subscription_update.enabled &&
    items.data.length === 1 &&
    !isEnding &&
    status !== 'paused'
  const canPause = features.subscription_pause.enabled && !isEnding
  if (!canChange && !canPause && !features.subscription_cancel.enabled) return null
  return (
    <div class="row">
      {canPause && status === 'paused' && (
        <form method="post" action={visit.at(`plans/${id}/resume`)}>
          <Button kind="primary">Resume plan</Button>
        </form>
      )}
      {canChange && (
        <ButtonLink href={visit.at(`plans/${id}`)} kind="primary">
          Change plan
        </ButtonLink>
      )}
      {canPause && status === 'active' && (
        <ButtonLink href={visit.at(`plans/${id}/pause`)}>Pause plan</ButtonLink>
      )}
      {features.subscription_cancel.enabled &&
        (isEnding ? (
          <form method="post" action={visit.at(`plans/${id}/keep`)}>
            <Button kind="primary">Keep plan</Button>
          </form>
        ) : (
          <ButtonLink href={visit.at(`plans/${id}/cancel`)}>Cancel plan</ButtonLink>
        ))}
    </div>
  )
}
