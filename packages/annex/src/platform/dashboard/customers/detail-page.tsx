/** One customer: their payments, their payment methods, their object. */
import type Stripe from 'stripe'
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Id } from '../../../web/components/id.js'
import { JsonViewer } from '../../../web/components/json-viewer.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import { paths, withQuery } from '../../routes.js'
import { briefInvoiceColumns } from '../invoices/list-page.js'
import { pageOf } from '../links.js'
import { briefPaymentColumns, type PaymentRow } from '../payments/list-page.js'
import { methodWords } from '../payments/method-words.js'
import { briefSubscriptionColumns, type SubscriptionRow } from '../subscriptions/list-page.js'

export interface CustomerPageProps {
  frame: Frame
  now: number
  customer: Stripe.Customer
  payments: readonly PaymentRow[]
  methods: readonly Stripe.PaymentMethod[]
  subscriptions: readonly SubscriptionRow[]
  invoices: readonly Stripe.Invoice[]
}

export function CustomerPage(props: CustomerPageProps) {
  const { frame, now, customer, payments, methods, subscriptions, invoices } = props
  const title = customer.name ?? customer.email ?? customer.id
  return (
    <AppFrame frame={frame} title={title}>
      <PageHeader
        up={{ label: 'Customers', href: paths.customers }}
        title={<bdi>{title}</bdi>}
        lead={<Id id={customer.id} />}
        actions={
          <ButtonLink
            href={withQuery(paths.newSubscription, { customer: customer.id })}
            icon="plus"
          >
            Create subscription
          </ButtonLink>
        }
      />
      <div class="columns">
        <div class="stack">
          <Card title="Payments" flush>
            <Table
              caption="Payments of this customer"
              columns={briefPaymentColumns(now)}
              rows={payments}
              href={({ intent }) => paths.payment(intent.id)}
              empty={<NoPayments />}
            />
          </Card>
          {subscriptions.length > 0 && (
            <Card title="Subscriptions" flush>
              <Table
                caption="Subscriptions of this customer"
                columns={briefSubscriptionColumns(now)}
                rows={subscriptions}
                href={({ subscription }) => paths.subscription(subscription.id)}
                empty=""
              />
            </Card>
          )}
          {invoices.length > 0 && (
            <Card title="Invoices" flush>
              <Table
                caption="Invoices of this customer"
                columns={briefInvoiceColumns(now)}
                rows={invoices}
                href={({ id }) => paths.invoice(id)}
                empty=""
              />
            </Card>
          )}
          <Card title="Object">
            <JsonViewer value={customer} label="Customer as JSON" hrefOf={pageOf} />
          </Card>
        </div>
        <div class="stack">
          <Card title="Details">
            <KeyValues
              narrow
              facts={[
                ['Email', customer.email && <bdi>{customer.email}</bdi>],
                ['Name', customer.name && <bdi>{customer.name}</bdi>],
                ['Description', customer.description && <bdi>{customer.description}</bdi>],
                ['Customer since', <Time at={customer.created} exact />],
              ]}
            />
          </Card>
          <Card title="Payment methods">
            <Methods methods={methods} />
          </Card>
        </div>
      </div>
    </AppFrame>
  )
}

function NoPayments() {
  return (
    <EmptyState title="No payments yet" icon="card">
      Payments that name this customer appear here.
    </EmptyState>
  )
}

function Methods({ methods }: { methods: readonly Stripe.PaymentMethod[] }) {
  if (methods.length === 0) return <p class="muted small">None kept yet.</p>
  return (
    <ul class="stack" data-gap="small">
      {methods.map((method) => (
        <li>
          <span>{methodWords(method)}</span>{' '}
          {method.card && (
            <span class="muted small">
              {String(method.card.exp_month).padStart(2, '0')}/{method.card.exp_year}
            </span>
          )}
          <div>
            <Id id={method.id} />
          </div>
        </li>
      ))}
    </ul>
  )
}
