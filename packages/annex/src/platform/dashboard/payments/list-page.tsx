/** All payments of an account, newest first. */
import type Stripe from 'stripe'
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Status } from '../../../web/components/badge.js'
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Money } from '../../../web/components/money.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Chips } from '../../../web/components/tabs.js'
import { Time } from '../../../web/components/time.js'
import { paths, withQuery } from '../../routes.js'
import { sentence } from '../sentence.js'
import { methodWords } from './method-words.js'
import { FILTERS, paymentStatus, type PaymentFilter } from './status.js'

export interface PaymentRow {
  intent: Stripe.PaymentIntent
  charge: Stripe.Charge | undefined
  customer: Stripe.Customer | undefined
}

export interface PaymentsPageProps {
  frame: Frame
  now: number
  rows: readonly PaymentRow[]
  filter: PaymentFilter | undefined
  newer: string | undefined
  older: string | undefined
  /** Where in the list the page is, as its address says. */
  cursor: { readonly after?: string; readonly before?: string }
}

export function PaymentsPage(props: PaymentsPageProps) {
  const { frame, filter, cursor } = props
  return (
    <AppFrame
      {...{ frame, title: 'Payments' }}
      live={withQuery(paths.paymentsLive, { status: filter, ...cursor })}
    >
      <PageHeader title="Payments" />
      <Chips label="Filter by status" tabs={filterTabs(filter)} />
      <PaymentsTable {...props} />
    </AppFrame>
  )
}

/** The id of the element that is swapped. */
export const PAYMENTS = 'payments-list'

export function PaymentsTable({
  now,
  rows,
  filter,
  newer,
  older,
}: Omit<PaymentsPageProps, 'frame' | 'cursor'>) {
  const at = (query: { after?: string; before?: string }) =>
    withQuery(paths.payments, { status: filter, ...query })
  return (
    <div id={PAYMENTS}>
      <Card flush>
        <Table
          caption="Payments"
          columns={paymentColumns(now)}
          rows={rows}
          href={({ intent }) => paths.payment(intent.id)}
          empty={<NoPayments filter={filter} />}
          pager={{
            newer: newer && at({ before: newer }),
            older: older && at({ after: older }),
          }}
        />
      </Card>
    </div>
  )
}

function paymentColumns(now: number): Column<PaymentRow>[] {
  return [
    {
      heading: 'Amount',
      align: 'end',
      cell: ({ intent }) => <Money amount={intent.amount} currency={intent.currency} code />,
    },
    {
      heading: 'Status',
      cell: ({ intent, charge }) => <Status status={paymentStatus(intent, charge)} />,
    },
    {
      heading: 'Customer',
      clip: true,
      wide: true,
      cell: ({ customer, intent }) => (
        <bdi class={customer ? undefined : 'muted'}>
          {customer?.email ?? customer?.name ?? intent.receipt_email ?? 'Guest'}
        </bdi>
      ),
    },
    {
      heading: 'Method',
      secondary: true,
      nowrap: true,
      cell: ({ charge }) => methodWords(charge?.payment_method_details) ?? '',
    },
    {
      heading: 'Description',
      secondary: true,
      clip: true,
      cell: ({ intent }) => <bdi>{intent.description}</bdi>,
    },
    {
      heading: 'Date',
      align: 'end',
      secondary: true,
      cell: ({ intent }) => <Time at={intent.created} now={now} />,
    },
  ]
}

/** Beside what they were for, without who paid: a narrow screen has room for when. */
export function briefPaymentColumns(now: number): Column<PaymentRow>[] {
  return paymentColumns(now)
    .filter(({ heading }) => heading !== 'Customer' && heading !== 'Description')
    .map((column) => (column.heading === 'Method' ? { ...column, wide: true } : column))
    .map((column) => (column.heading === 'Date' ? { ...column, secondary: false } : column))
}

function filterTabs(current: PaymentFilter | undefined) {
  const tabs = Object.keys(FILTERS).map((word) => ({
    label: sentence(word),
    href: withQuery(paths.payments, { status: word }),
    current: word === current,
  }))
  return [{ label: 'All', href: paths.payments, current: current === undefined }, ...tabs]
}

function NoPayments({ filter }: { filter: PaymentFilter | undefined }) {
  if (filter) {
    return (
      <EmptyState
        title={`No ${filter} payments`}
        icon="card"
        action={<ButtonLink href={paths.payments}>Show all</ButtonLink>}
      />
    )
  }
  return (
    <EmptyState
      title="No payments yet"
      icon="card"
      action={<ButtonLink href={paths.keys}>Get your API keys</ButtonLink>}
    >
      Every payment your customers make appears here. Make the first through the API with a test
      card, such as pm_card_visa.
    </EmptyState>
  )
}
