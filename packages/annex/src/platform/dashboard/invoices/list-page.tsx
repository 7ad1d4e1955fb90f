/** All invoices of an account, newest first. */
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
import { FILTERS, type InvoiceFilter } from './status.js'

export interface InvoicesPageProps {
  frame: Frame
  now: number
  invoices: readonly Stripe.Invoice[]
  filter: InvoiceFilter | undefined
  newer: string | undefined
  older: string | undefined
  /** Where in the list the page is, as its address says. */
  cursor: { readonly after?: string; readonly before?: string }
}

export function InvoicesPage(props: InvoicesPageProps) {
  const { frame, filter, cursor } = props
  return (
    <AppFrame
      {...{ frame, title: 'Invoices' }}
      live={withQuery(paths.invoicesLive, { status: filter, ...cursor })}
    >
      <PageHeader title="Invoices" />
      <Chips label="Filter by status" tabs={filterTabs(filter)} />
      <InvoicesTable {...props} />
    </AppFrame>
  )
}

/** The id of the element that is swapped. */
export const INVOICES = 'invoices-list'

export function InvoicesTable({
  now,
  invoices,
  filter,
  newer,
  older,
}: Omit<InvoicesPageProps, 'frame' | 'cursor'>) {
  const at = (query: { after?: string; before?: string }) =>
    withQuery(paths.invoices, { status: filter, ...query })
  return (
    <div id={INVOICES}>
      <Card flush>
        <Table
          caption="Invoices"
          columns={invoiceColumns(now)}
          rows={invoices}
          href={({ id }) => paths.invoice(id)}
          empty={<NoInvoices filter={filter} />}
          pager={{
            newer: newer && at({ before: newer }),
            older: older && at({ after: older }),
          }}
        />
      </Card>
    </div>
  )
}

function invoiceColumns(now: number): Column<Stripe.Invoice>[] {
  return [
    {
      heading: 'Amount',
      align: 'end',
      cell: ({ total, currency }) => <Money amount={total} currency={currency} code />,
    },
    { heading: 'Status', cell: ({ status }) => <Status status={status ?? 'draft'} /> },
    {
      heading: 'Number',
      secondary: true,
      nowrap: true,
      cell: ({ number }) => number ?? <span class="muted">None yet</span>,
    },
    {
      heading: 'Customer',
      clip: true,
      wide: true,
      cell: ({ customer_email, customer_name }) => (
        <bdi>{customer_email ?? customer_name ?? 'Unnamed'}</bdi>
      ),
    },
    {
      heading: 'Next try or due',
      secondary: true,
      align: 'end',
      cell: ({ status, next_payment_attempt, due_date }) => {
        const next = next_payment_attempt ?? due_date
        const isAwaited = status === 'open' || status === 'draft'
        return isAwaited && next !== null ? <Time at={next} now={now} /> : ''
      },
    },
    {
      heading: 'Created',
      align: 'end',
      secondary: true,
      cell: ({ created }) => <Time at={created} now={now} />,
    },
  ]
}

/** Beside whom they are for, where a narrow screen has room for when they were made. */
export function briefInvoiceColumns(now: number): Column<Stripe.Invoice>[] {
  return invoiceColumns(now)
    .filter(({ heading }) => heading !== 'Customer')
    .map((column) => (column.heading === 'Created' ? { ...column, secondary: false } : column))
}

function filterTabs(current: InvoiceFilter | undefined) {
  const tabs = FILTERS.map((word) => ({
    label: sentence(word),
    href: withQuery(paths.invoices, { status: word }),
    current: word === current,
  }))
  return [{ label: 'All', href: paths.invoices, current: current === undefined }, ...tabs]
}

function NoInvoices({ filter }: { filter: InvoiceFilter | undefined }) {
  if (filter) {
    return (
      <EmptyState
        title={`No ${filter} invoices`}
        icon="book"
        action={<ButtonLink href={paths.invoices}>Show all</ButtonLink>}
      />
    )
  }
  return (
    <EmptyState
      title="No invoices yet"
      icon="book"
      action={<ButtonLink href={paths.newSubscription}>Create a subscription</ButtonLink>}
    >
      Each subscription makes one for every period. Those made through the API appear here too.
    </EmptyState>
  )
}
