/** What we earned of other accounts' payments: by month, and by account. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Money } from '../../../web/components/money.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { monthOf } from '../../../web/time-words.js'
import type { Fees } from '../../billing/fees.js'
import type { FeeAccount, FeeMonth, FeeSum } from '../../store/application-fees.js'

export interface FeesPageProps {
  frame: Frame
  /** Of the last twelve months. */
  fees: Fees
}

export function FeesPage({ frame, fees }: FeesPageProps) {
  return (
    <AppFrame frame={frame} title="Application fees">
      <PageHeader
        title="Application fees"
        lead="Your share of what connected accounts’ customers paid, in the last twelve months."
      />
      {fees.by_month.length === 0 ? <NothingYet /> : <Sums fees={fees} />}
    </AppFrame>
  )
}

function NothingYet() {
  return (
    <Card>
      <EmptyState title="No application fees yet" icon="chart">
        Make a subscription or a payment on a connected account with a fee, and your share appears
        here within a second or two: <code>application_fee_percent</code> on subscriptions,{' '}
        <code>application_fee_amount</code> on payments.
      </EmptyState>
    </Card>
  )
}

function Sums({ fees }: Pick<FeesPageProps, 'fees'>) {
  return (
    <>
      <Card title="By month" lead="Months of UTC; currencies are never added up." flush>
        <Table
          caption="Application fees by month"
          rows={fees.by_month}
          columns={columns<FeeMonth>({ heading: 'Month', cell: ({ month }) => monthWords(month) })}
          empty={null}
        />
      </Card>
      <Card title="By account" flush>
        <Table
          caption="Application fees by account"
          rows={fees.by_account}
          columns={columns<FeeAccount>({
            heading: 'Account',
            cell: ({ account, account_name }) => (
              <span>
                <bdi>{account_name ?? account}</bdi>
                {account_name && <code class="muted small"> {account}</code>}
              </span>
            ),
          })}
          empty={null}
        />
      </Card>
    </>
  )
}

function columns<Row extends FeeSum>(first: Column<Row>): readonly Column<Row>[] {
  return [
    { ...first, wide: true },
    { heading: 'Fees', align: 'end', secondary: true, cell: ({ fees }) => fees },
    {
      heading: 'Given back',
      align: 'end',
      nowrap: true,
      secondary: true,
      cell: ({ refunded, currency }) =>
        refunded === 0 ? '–' : <Money amount={refunded} currency={currency} />,
    },
    {
      heading: 'Earned',
      align: 'end',
      nowrap: true,
      cell: ({ amount, currency }) => <Money amount={amount} currency={currency} code />,
    },
  ]
}

/** `2026-11` as people write it. */
function monthWords(month: string): string {
  return monthOf(Date.parse(`${month}-01T00:00:00Z`) / 1000)
}
