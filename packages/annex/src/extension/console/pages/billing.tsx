/** Screen E6: who pays and who doesn't, for whoever runs the extension. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Badge, Status } from '../../../web/components/badge.js'
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Money } from '../../../web/components/money.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { StatTile } from '../../../web/components/stat-tile.js'
import { Table, type Column } from '../../../web/components/table.js'
import { dayOf } from '../../../web/time-words.js'
import type { BilledAccountStatus } from '../../billing/billing.js'
import type { PlanTotal, Recurring } from '../billing-view.js'
import { priceWords } from '../money-words.js'

export interface BillingPageProps {
  frame: Frame
  accounts: readonly BilledAccountStatus[]
  totals: readonly PlanTotal[]
  recurring: readonly Recurring[]
  connect: string
  planOf: (connection: string) => string
}

export function BillingPage(props: BillingPageProps) {
  const { frame, accounts, totals } = props
  return (
    <AppFrame frame={frame} title="Billing">
      <PageHeader
        title="Billing"
        lead="Who pays for this extension, and who doesn’t. Kept by Stripe’s webhooks."
      />
      {accounts.length > 0 && <Tiles {...props} />}
      {totals.length > 0 && <Totals totals={totals} />}
      <Accounts {...props} />
    </AppFrame>
  )
}

function Tiles({ accounts, recurring }: BillingPageProps) {
  const count = (...words: string[]) =>
    accounts.filter(({ status }) => words.includes(status)).length
  const owing = count('past_due', 'unpaid')
  return (
    <div class="tiles">
      <StatTile
        label="Paying"
        figure={count('active')}
        note={notes(count('trialing'), 'on trial')}
      />
      <StatTile
        label="Payment failed"
        figure={owing}
        note={owing > 0 ? 'past due or unpaid' : 'nobody owes anything'}
      />
      <StatTile
        label="Not paying"
        figure={count('none', 'canceled')}
        note={notes(count('canceled'), 'canceled')}
      />
      <StatTile label="Recurring, a month" figure={<RecurringMoney sums={recurring} />} />
    </div>
  )
}

function notes(count: number, words: string): string {
  return count > 0 ? `${count} ${words}` : `none ${words}`
}

/** Currencies are never added up. */
function RecurringMoney({ sums }: { sums: readonly Recurring[] }) {
  if (sums.length === 0) return <>–</>
  return (
    <>
      {sums.map(({ amount, currency }, index) => (
        <>
          {index > 0 && ' · '}
          <Money amount={amount} currency={currency} />
        </>
      ))}
    </>
  )
}

function Totals({ totals }: Pick<BillingPageProps, 'totals'>) {
  const columns: readonly Column<PlanTotal>[] = [
    { heading: 'Plan', wide: true, cell: ({ plan }) => <bdi>{plan.name}</bdi> },
    { heading: 'Price', nowrap: true, secondary: true, cell: ({ plan }) => priceWords(plan) },
    { heading: 'Accounts', align: 'end', cell: ({ accounts }) => accounts },
    {
      heading: 'A month',
      align: 'end',
      nowrap: true,
      cell: ({ month, plan }) => <Money amount={month} currency={plan.currency} />,
    },
  ]
  return (
    <Card title="By plan" lead="Active and past due; trials count once they are paid." flush>
      <Table caption="By plan" columns={columns} rows={totals} empty={null} />
    </Card>
  )
}

function Accounts({ accounts, connect, planOf }: BillingPageProps) {
  const columns: readonly Column<BilledAccountStatus>[] = [
    {
      heading: 'Account',
      wide: true,
      cell: (row) => <AccountCell row={row} href={row.connection && planOf(row.connection)} />,
    },
    { heading: 'Status', nowrap: true, cell: ({ status }) => <StatusCell status={status} /> },
    {
      heading: 'Plan',
      secondary: true,
      cell: ({ plan }) => (plan ? <bdi>{plan.name}</bdi> : '–'),
    },
    {
      heading: 'Price',
      nowrap: true,
      secondary: true,
      cell: ({ plan }) => (plan ? priceWords(plan) : '–'),
    },
    { heading: 'Next', align: 'end', nowrap: true, cell: nextOf },
  ]
  return (
    <Card title="Accounts" flush>
      <Table
        caption="Accounts"
        columns={columns}
        rows={accounts}
        empty={
          <EmptyState
            title="Nobody to charge yet"
            icon="card"
            action={
              <ButtonLink kind="primary" href={connect} icon="plug">
                Connect with Stripe
              </ButtonLink>
            }
          >
            Every connected account appears here with its plan, its status and its next payment.
            Those that owe stand first.
          </EmptyState>
        }
      />
    </Card>
  )
}

/** `none` is our own word, and no status of anything. */
function StatusCell({ status }: Pick<BilledAccountStatus, 'status'>) {
  return status === 'none' ? <Badge>No plan</Badge> : <Status status={status} />
}

function AccountCell({ row, href }: { row: BilledAccountStatus; href: string | null }) {
  const { account, account_name } = row
  const name = <bdi>{account_name ?? account}</bdi>
  return (
    <span>
      {href ? (
        <a class="row-link" href={href}>
          {name}
        </a>
      ) : (
        name
      )}
      {account_name && <code class="muted small"> {account}</code>}
      {row.connection === null && <span class="muted small"> · disconnected</span>}
    </span>
  )
}

function nextOf({ status, cancel_at, trial_end, current_period_end }: BilledAccountStatus): string {
  if (status === 'none' || status === 'canceled') return '–'
  if (cancel_at !== null) return `ends ${dayOf(cancel_at)}`
  if (status === 'past_due' || status === 'unpaid') return 'owed'
  const next = status === 'trialing' ? trial_end : current_period_end
  return next === null ? '–' : dayOf(next)
}
