/** One payment: what happened, what it cost, and what can still be done about it. */
import type Stripe from 'stripe'
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Status } from '../../../web/components/badge.js'
import { Card } from '../../../web/components/card.js'
import { Id } from '../../../web/components/id.js'
import { JsonViewer } from '../../../web/components/json-viewer.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Money } from '../../../web/components/money.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import type { Moment } from '../../../web/components/timeline.js'
import { formatMoney } from '../../../core/money.js'
import { paths } from '../../routes.js'
import { HistoryCard } from '../history.js'
import { pageOf } from '../links.js'
import { idOf } from '../shown.js'
import { BalanceCard } from './balance-card.js'
import { methodWords } from './method-words.js'
import { rememberedOf } from './moments.js'
import { PaymentActions } from './payment-actions.js'
import { RefundCard, type RefundForm } from './refund-card.js'
import { paymentStatus } from './status.js'

export interface PaymentPageProps {
  frame: Frame
  formToken: string
  now: number
  intent: Stripe.PaymentIntent
  charge: Stripe.Charge | undefined
  customer: Stripe.Customer | undefined
  balance: Stripe.BalanceTransaction | undefined
  refunds: readonly Stripe.Refund[]
  moments: readonly Moment[]
  /** What was typed into the refund form, and what was wrong with it. */
  refundForm?: RefundForm | undefined
}

export function PaymentPage(props: PaymentPageProps) {
  const { frame, intent, charge, moments, refunds, now, formToken } = props
  const amount = formatMoney(intent.amount, intent.currency)
  return (
    <AppFrame frame={frame} title={`Payment of ${amount}`}>
      <PageHeader
        up={{ label: 'Payments', href: paths.payments }}
        title={<Money amount={intent.amount} currency={intent.currency} code />}
        aside={<Status status={paymentStatus(intent, charge)} />}
        lead={<Id id={intent.id} />}
        actions={<PaymentActions intent={intent} formToken={formToken} />}
      />
      <div class="columns">
        <div class="stack">
          <HistoryCard
            {...{ now, moments, since: intent.created }}
            remembered={rememberedOf(intent, charge, refunds)}
          />
          {refunds.length > 0 && (
            <Card title="Refunds" flush>
              <Table caption="Refunds" columns={refundColumns(now)} rows={refunds} empty="" />
            </Card>
          )}
          <Card title="Payment intent">
            <JsonViewer value={intent} label="Payment intent as JSON" open={1} hrefOf={pageOf} />
          </Card>
          {charge && (
            <Card title="Charge">
              <JsonViewer value={charge} label="Charge as JSON" open={0} hrefOf={pageOf} />
            </Card>
          )}
        </div>
        <div class="stack">
          <Card title="Details">
            <Details {...props} />
          </Card>
          {props.balance && <BalanceCard balance={props.balance} />}
          {charge && (
            <RefundCard
              charge={charge}
              intent={intent}
              formToken={formToken}
              form={props.refundForm}
            />
          )}
        </div>
      </div>
    </AppFrame>
  )
}

function Details({ intent, charge, customer }: PaymentPageProps) {
  const owner = idOf(intent.customer)
  return (
    <KeyValues
      narrow
      facts={[
        [
          'Customer',
          owner && (
            <a href={paths.customer(owner)}>
              <bdi>{customer?.email ?? customer?.name ?? owner}</bdi>
            </a>
          ),
        ],
        ['Method', methodWords(charge?.payment_method_details)],
        ['Description', <Description text={intent.description} />],
        ['Statement descriptor', charge?.calculated_statement_descriptor],
        ['Created', <Time at={intent.created} exact />],
        ['Charge', charge && <Id id={charge.id} />],
      ]}
    />
  )
}

function Description({ text }: { text: string | null }) {
  return text ? <bdi>{text}</bdi> : <span class="muted">None</span>
}

function refundColumns(now: number): Column<Stripe.Refund>[] {
  return [
    {
      heading: 'Amount',
      align: 'end',
      cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
    },
    { heading: 'Status', cell: ({ status }) => <Status status={status ?? 'pending'} /> },
    {
      heading: 'Reason',
      wide: true,
      secondary: true,
      cell: ({ reason }) => reason?.replaceAll('_', ' ') ?? '',
    },
    { heading: 'Date', align: 'end', cell: ({ created }) => <Time at={created} now={now} /> },
  ]
}
