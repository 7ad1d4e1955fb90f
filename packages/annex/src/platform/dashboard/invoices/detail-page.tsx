/** One invoice: its lines and sums, its payments, and what can still be done about it. */
import type Stripe from 'stripe'
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Status } from '../../../web/components/badge.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Id } from '../../../web/components/id.js'
import { JsonViewer } from '../../../web/components/json-viewer.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Money } from '../../../web/components/money.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import type { Moment } from '../../../web/components/timeline.js'
import { paths } from '../../routes.js'
import { HistoryCard } from '../history.js'
import { pageOf } from '../links.js'
import { briefPaymentColumns, type PaymentRow } from '../payments/list-page.js'
import { sentence } from '../sentence.js'
import { idOf } from '../shown.js'
import { InvoiceActions } from './actions.js'
import { LinesCard } from './lines-card.js'
import { rememberedOf } from './moments.js'

export interface InvoicePageProps {
  frame: Frame
  formToken: string
  now: number
  invoice: Stripe.Invoice
  lines: readonly Stripe.InvoiceLineItem[]
  payments: readonly PaymentRow[]
  moments: readonly Moment[]
}

export function InvoicePage(props: InvoicePageProps) {
  const { frame, formToken, now, invoice, lines, payments, moments } = props
  const title = invoice.number ? `Invoice ${invoice.number}` : 'Draft invoice'
  return (
    <AppFrame frame={frame} title={title}>
      <PageHeader
        up={{ label: 'Invoices', href: paths.invoices }}
        title={<Money amount={invoice.total} currency={invoice.currency} code />}
        aside={<Status status={invoice.status ?? 'draft'} />}
        lead={title}
        actions={<InvoiceActions invoice={invoice} formToken={formToken} />}
      />
      <div class="columns">
        <div class="stack">
          <LinesCard title="Lines" invoice={invoice} lines={lines} />
          <Card title="Payments" flush>
            <Table
              caption="Payments of this invoice"
              columns={briefPaymentColumns(now)}
              rows={payments}
              href={({ intent }) => paths.payment(intent.id)}
              empty={<NoPayments invoice={invoice} />}
            />
          </Card>
          <HistoryCard
            {...{ now, moments, since: invoice.created }}
            remembered={rememberedOf(invoice)}
          />
          <Card title="Object">
            <JsonViewer value={invoice} label="Invoice as JSON" open={1} hrefOf={pageOf} />
          </Card>
        </div>
        <div class="stack">
          <Card title="Details">
            <Details invoice={invoice} />
          </Card>
        </div>
      </div>
    </AppFrame>
  )
}

function Details({ invoice }: { invoice: Stripe.Invoice }) {
  const customer = idOf(invoice.customer)
  const subscription = idOf(invoice.parent?.subscription_details?.subscription)
  const { next_payment_attempt: next, due_date: due, automatically_finalizes_at: final } = invoice
  return (
    <KeyValues
      narrow
      facts={[
        [
          'Customer',
          customer && (
            <a href={paths.customer(customer)}>
              <bdi>{invoice.customer_email ?? invoice.customer_name ?? customer}</bdi>
            </a>
          ),
        ],
        [
          'Subscription',
          subscription && <Id id={subscription} href={paths.subscription(subscription)} />,
        ],
        ['Why', invoice.billing_reason && sentence(invoice.billing_reason)],
        ['Created', <Time at={invoice.created} exact />],
        ['Finalizes by itself', final && <Time at={final} exact />],
        ['Due', due && <Time at={due} exact />],
        ['Next try', next && <Time at={next} exact />],
        ['Tries so far', invoice.attempt_count > 0 && invoice.attempt_count],
        ['Id', <Id id={invoice.id} />],
      ]}
    />
  )
}

function NoPayments({ invoice }: { invoice: Stripe.Invoice }) {
  if (invoice.status === 'paid') {
    return (
      <EmptyState title="Paid without a payment" icon="card">
        Nothing was due, or it was paid elsewhere.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="No payment yet" icon="card">
      Once the invoice is final, its payment appears here.
    </EmptyState>
  )
}
