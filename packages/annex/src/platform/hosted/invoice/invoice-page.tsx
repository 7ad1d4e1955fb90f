/** The page of an invoice: what is due, paying it, and every line of it. */
import type Stripe from 'stripe'
import { Status } from '../../../web/components/badge.js'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Notice } from '../../../web/components/notice.js'
import type { Bill } from '../bill/bill.js'
import { BillView } from '../bill/bill-view.js'
import type { Standing } from '../bill/standing.js'
import { money } from '../bill/words.js'
import { CardFields } from '../card-fields.js'
import { PayerFrame } from '../payer-frame.js'
import type { Seller } from '../seller.js'
import type { Faults, Typed } from '../typed-card.js'

export interface InvoicePageProps {
  invoice: Stripe.Invoice
  bill: Bill
  shop: Seller
  standing: Standing
  /** A bank is on its way with the money. */
  isPending: boolean
  isPayable: boolean
  typed: Typed
  faults: Faults
}

export function InvoicePage(props: InvoicePageProps) {
  const { invoice, bill, shop, isPayable, isPending } = props
  return (
    <PayerFrame
      {...{ title: `Invoice ${bill.number}`, seller: shop, testMode: bill.testMode }}
      width="medium"
    >
      <Summary {...props} />
      {isPending && (
        <Notice tone="info" title="Your payment is on its way">
          <p>It may take a few days to arrive. You don’t have to do anything.</p>
        </Notice>
      )}
      {isPayable && !isPending && <PayForm {...props} />}
      <BillView bill={bill} />
      {invoice.invoice_pdf && (
        <div class="row">
          <ButtonLink href={new URL(invoice.invoice_pdf).pathname} icon="download">
            Download PDF
          </ButtonLink>
        </div>
      )}
    </PayerFrame>
  )
}

function Summary({ bill, standing }: InvoicePageProps) {
  return (
    <div class="bill-summary">
      <p class="muted">
        Invoice {bill.number} <Status status={standing} />
      </p>
      <h1 class="bill-amount">{bill.headline}</h1>
    </div>
  )
}

function PayForm({ invoice, typed, faults }: InvoicePageProps) {
  const amount = money(invoice.amount_remaining, invoice.currency)
  return (
    <Card title="Pay with a card">
      <form class="form" method="post">
        {faults[''] && (
          <Notice tone="danger" title="That didn’t work">
            <p>{faults['']}</p>
          </Notice>
        )}
        <CardFields {...{ typed, faults }} country={invoice.customer_address?.country ?? 'US'} />
        <Button kind="primary" size="large" wide>
          Pay {amount}
        </Button>
        {!invoice.livemode && (
          <p class="muted small">
            Test mode: 4242 4242 4242 4242 pays, with any date to come and any code.
          </p>
        )}
      </form>
    </Card>
  )
}
