/** What was billed so far: each invoice leads to its own page. */
import type Stripe from 'stripe'
import { Status } from '../../../web/components/badge.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Table, type Column } from '../../../web/components/table.js'
import { dayOf } from '../../../web/time-words.js'
import { standingOf } from '../bill/standing.js'
import { money } from '../bill/words.js'
import type { Visit } from './visit.js'

export interface InvoiceTableProps {
  visit: Visit
  invoices: readonly Stripe.Invoice[]
  hasMore: boolean
}

export function InvoiceTable({ visit, invoices, hasMore }: InvoiceTableProps) {
  return (
    <Card
      {...{ title: 'Invoices', flush: true }}
      foot={hasMore && <a href={`${visit.at('home')}?invoices=all`}>Show all invoices</a>}
    >
      <Table
        {...{ caption: 'Invoices', columns: columnsFor(visit), rows: invoices }}
        href={({ hosted_invoice_url: url }) => (url ? new URL(url).pathname : visit.at('home'))}
        empty={
          <EmptyState title="No invoices yet" icon="list">
            Each one appears here as soon as it is final.
          </EmptyState>
        }
      />
    </Card>
  )
}

function columnsFor({ work }: Visit): Column<Stripe.Invoice>[] {
  return [
    {
      heading: 'Date',
      nowrap: true,
      cell: ({ effective_at, created }) => dayOf(effective_at ?? created),
    },
    { heading: 'Number', secondary: true, cell: ({ number }) => number ?? '' },
    { heading: 'Status', cell: (invoice) => <Status status={standingOf(invoice, work.now)} /> },
    {
      ...{ heading: 'Amount', align: 'end' },
      cell: ({ total, currency }) => money(total, currency),
    },
  ]
}
