/** How a delivery stands, in three words: Delivered, Pending, Failed. */
import { Badge } from '../../../web/components/badge.js'
import { Time } from '../../../web/components/time.js'
import type { DeliveryRow } from '../../store/deliveries.js'

export interface DeliveryStatusProps {
  delivery: Pick<DeliveryRow, 'status' | 'attempts' | 'next_attempt_at'>
  now: number
}

export function DeliveryStatus({ delivery, now }: DeliveryStatusProps) {
  const { status, attempts, next_attempt_at } = delivery
  if (status === 'delivered') return <Badge tone="success">Delivered</Badge>
  if (status === 'given_up') return <Badge tone="danger">Failed</Badge>
  return (
    <span class="nowrap">
      <Badge tone={attempts > 0 ? 'warning' : 'info'}>Pending</Badge>{' '}
      {attempts > 0 && next_attempt_at !== null && (
        <span class="muted small wide-only">
          next try <Time at={next_attempt_at} now={now} />
        </span>
      )}
    </span>
  )
}
