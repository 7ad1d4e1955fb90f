/** What a change costs, before it is made. */
import type Stripe from 'stripe'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Notice } from '../../../web/components/notice.js'
import { dayOf } from '../../../web/time-words.js'
import { billLine } from '../bill/bill-line.js'
import type { BillSum } from '../bill/bill.js'
import { invoiceSums } from '../bill/invoice-sums.js'
import { Sums } from '../bill/bill-view.js'
import { priceWords } from '../price-words.js'
import type { Typed } from '../typed-card.js'
import type { Asked } from './change.js'
import { PortalFrame } from './portal-frame.js'
import type { Visit } from './visit.js'

export interface ConfirmPageProps {
  visit: Visit
  asked: Asked
  typed: Typed
  from: string
  to: string
  /** The invoice that the change leads to. */
  preview: Stripe.Invoice
  /** `Visa •••• 4242`, when something is saved. */
  method: string | undefined
  fault: string | undefined
}

export function ConfirmPage(props: ConfirmPageProps) {
  const { visit, asked, typed, to, preview, fault } = props
  const { choice, subscription } = asked
  const isDueNow = preview.created <= visit.work.now
  const isCharged = isDueNow && preview.amount_due > 0
  return (
    <PortalFrame {...{ visit, fault, title: 'Confirm your change' }} lead={<Change {...props} />}>
      <Card title={isDueNow ? 'Due today' : `Due on ${dayOf(preview.created)}`}>
        <Sums sums={sumsOf(preview, visit)} />
      </Card>
      <Card>
        <div class="muted">
          <p>
            <bdi>{to}</bdi> costs {priceWords(choice.offer.price, choice.quantity)} from then on,
            until you cancel.
          </p>
          {isCharged && <Charged {...props} />}
        </div>
        <form method="post" action={visit.at(`plans/${subscription.id}/change`)} class="row">
          <input type="hidden" name="price" value={choice.offer.price.id} />
          <input type="hidden" name="quantity" value={String(choice.quantity)} />
          <input type="hidden" name="promotion_code" value={typed['promotion_code'] ?? ''} />
          <input type="hidden" name="at" value={String(asked.at)} />
          <Button kind="primary">{isCharged ? 'Confirm and pay' : 'Confirm'}</Button>
          <ButtonLink href={visit.at(`plans/${subscription.id}`)} kind="quiet">
            Choose another plan
          </ButtonLink>
        </form>
      </Card>
    </PortalFrame>
  )
}

function Change({ from, to, asked }: ConfirmPageProps) {
  const { choice, subscription } = asked
  const { offer, quantity } = choice
  const before = subscription.items.data[0]?.price
  // From a month to a year of the same: the name would say nothing.
  if (from === to && before && !offer.isCurrent) {
    return (
      <>
        <bdi>{to}</bdi>: from {priceWords(before)} to {priceWords(offer.price)}.
      </>
    )
  }
  const times = quantity === 1 ? '' : ` × ${quantity}`
  return (
    <>
      From <bdi>{from}</bdi> to{' '}
      <bdi>
        {to}
        {times}
      </bdi>
      {offer.isCurrent ? ' as you have it now' : ''}.
    </>
  )
}

function Charged({ visit, method }: ConfirmPageProps) {
  if (method) return <p>Charged to {method}.</p>
  return (
    <Notice tone="warning" title="No card is saved yet">
      <p>
        <a href={visit.at('card')}>Add a card</a> first, then come back to this page.
      </p>
    </Notice>
  )
}

function sumsOf(preview: Stripe.Invoice, { work }: Visit): BillSum[] {
  const lines = preview.lines.data.map(billLine)
  return [
    ...lines.map(({ words, amount }) => ({ label: words, amount })),
    ...invoiceSums(preview, work),
  ]
}
