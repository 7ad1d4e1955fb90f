/** What an invoice asks for: its lines, and how they add up. */
import type { Child } from 'hono/jsx'
import type Stripe from 'stripe'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Money } from '../../../web/components/money.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'

export interface LinesCardProps {
  title: Child
  invoice: Stripe.Invoice
  lines: readonly Stripe.InvoiceLineItem[]
}

export function LinesCard({ title, invoice, lines }: LinesCardProps) {
  return (
    <Card title={title} flush foot={<Sums invoice={invoice} />}>
      <Table
        caption="Lines of this invoice"
        columns={COLUMNS}
        rows={lines}
        empty={<EmptyState title="No lines">Nothing is asked for.</EmptyState>}
      />
    </Card>
  )
}

const COLUMNS: Column<Stripe.InvoiceLineItem>[] = [
  {
    heading: 'What',
    wide: true,
    cell: ({ description, period }) => (
      <div>
        <bdi>{description ?? 'Unnamed'}</bdi>
        <div class="small muted">
          <Time at={period.start} /> – <Time at={period.end} />
        </div>
      </div>
    ),
  },
  { heading: 'Quantity', align: 'end', secondary: true, cell: ({ quantity }) => quantity ?? '' },
  {
    heading: 'Amount',
    align: 'end',
    cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
  },
]

function Sums({ invoice }: { invoice: Stripe.Invoice }) {
  const { currency, subtotal, total, amount_due, amount_paid, amount_remaining } = invoice
  const { total_taxes: taxes, pre_payment_credit_notes_amount: credited } = invoice
  const money = (amount: number) => <Money amount={amount} currency={currency} />
  const discount = sum(invoice.total_discount_amounts)
  const included = sum(taxes?.filter(({ tax_behavior }) => tax_behavior === 'inclusive'))
  const added = sum(taxes) - included
  // What a credit note takes off before it is paid is due no more; the rest is the balance's doing.
  const balance = amount_due + credited - total
  const isOwed = invoice.status === 'open' || invoice.status === 'uncollectible'
  return (
    <KeyValues
      sums
      facts={[
        ['Subtotal', money(subtotal)],
        ['Discounts', discount > 0 && money(-discount)],
        ['Tax', added > 0 && money(added)],
        ['Tax, included', included > 0 && money(included)],
        ['Total', <strong>{money(total)}</strong>],
        ['Customer balance', balance !== 0 && money(balance)],
        ['Credit notes', credited > 0 && money(-credited)],
        ['Paid', amount_paid > 0 && money(amount_paid)],
        ['Still due', isOwed && money(amount_remaining)],
      ]}
    />
  )
}

function sum(amounts: readonly { amount: number }[] | null | undefined): number {
  return (amounts ?? []).reduce((total, { amount }) => total + amount, 0)
}
