/** The page of a receipt. */
import type Stripe from 'stripe'
import { Badge, Status } from '../../../web/components/badge.js'
import { ButtonLink } from '../../../web/components/button.js'
import type { Bill } from '../bill/bill.js'
import { BillView } from '../bill/bill-view.js'
import { PayerFrame } from '../payer-frame.js'
import type { Seller } from '../seller.js'

export interface ReceiptPageProps {
  charge: Stripe.Charge
  bill: Bill
  shop: Seller
  /** The path of the same as a file. */
  download: string
}

export function ReceiptPage({ charge, bill, shop, download }: ReceiptPageProps) {
  return (
    <PayerFrame
      {...{ title: `Receipt from ${shop.name}`, seller: shop, testMode: bill.testMode }}
      width="medium"
    >
      <div class="bill-summary">
        <p class="muted">
          Receipt from <bdi>{shop.name}</bdi> <Standing charge={charge} />
        </p>
        <h1 class="bill-amount">{bill.headline}</h1>
      </div>
      <BillView bill={bill} />
      <div class="row">
        <ButtonLink href={download} icon="download">
          Download PDF
        </ButtonLink>
      </div>
    </PayerFrame>
  )
}

function Standing({ charge }: Pick<ReceiptPageProps, 'charge'>) {
  if (!charge.captured) return <Status status="uncaptured" />
  if (charge.refunded) return <Badge>Refunded</Badge>
  return <Status status={charge.amount_refunded > 0 ? 'partially_refunded' : 'paid'} />
}
