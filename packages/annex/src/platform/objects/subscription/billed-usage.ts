/** Usage that was billed before its period was over, since a threshold was reached. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

interface Billed {
  /** When the period began that this is of. */
  readonly start: number
  readonly quantity: number
}

/** Set aside under the item's id: for each period, as a draft of an earlier one may be added up again. */
interface Aside {
  readonly billed_periods: readonly Billed[]
}

type Item = Pick<Stripe.SubscriptionItem, 'id'>

export function billedIn(start: number, { id }: Item, work: UnitOfWork): number {
  return periodsOf(id, work).find((one) => one.start === start)?.quantity ?? 0
}

export function noteBilled({ id }: Item, billed: Billed, work: UnitOfWork): void {
  const others = periodsOf(id, work).filter(({ start }) => start !== billed.start)
  work.setAside<Aside>(id, { billed_periods: [...others, billed] })
}

function periodsOf(id: string, work: UnitOfWork): readonly Billed[] {
  return work.aside<Aside>(id).billed_periods ?? []
}
