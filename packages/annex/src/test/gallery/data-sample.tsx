/** Tables, facts, timelines and JSON of the gallery. */
import { Badge, Status } from '../../web/components/badge.js'
import { Card } from '../../web/components/card.js'
import { Chips } from '../../web/components/tabs.js'
import { Id } from '../../web/components/id.js'
import { JsonViewer } from '../../web/components/json-viewer.js'
import { KeyValues } from '../../web/components/key-values.js'
import { Money } from '../../web/components/money.js'
import { Table, type Column } from '../../web/components/table.js'
import { Time } from '../../web/components/time.js'
import { Timeline } from '../../web/components/timeline.js'

interface Payment {
  id: string
  amount: number
  status: string
  customer: string
  at: number
}

const NOW = 1_764_000_000

const payments: Payment[] = [
  { id: 'pi_1', amount: 2000, status: 'succeeded', customer: 'ada@example.com', at: NOW - 40 },
  {
    id: 'pi_2',
    amount: 125_000,
    status: 'requires_action',
    customer: 'grace@example.com',
    at: NOW - 4000,
  },
  {
    id: 'pi_3',
    amount: 990,
    status: 'failed',
    customer: 'A rather long address, long.name@mail.example.com',
    at: NOW - 90_000,
  },
  {
    id: 'pi_4',
    amount: 4500,
    status: 'partially_refunded',
    customer: 'edsger@example.com',
    at: NOW - 900_000,
  },
  {
    id: 'pi_5',
    amount: 3900,
    status: 'canceled',
    customer: 'barbara@example.com',
    at: NOW - 40_000_000,
  },
  {
    id: 'pi_6',
    amount: 3900,
    status: 'processing',
    customer: 'alan@example.com',
    at: NOW - 40_000_000,
  },
]

const columns: Column<Payment>[] = [
  {
    heading: 'Amount',
    align: 'end',
    cell: ({ amount }) => <Money amount={amount} currency="usd" code />,
  },
  { heading: 'Status', cell: ({ status }) => <Status status={status} /> },
  { heading: 'Customer', clip: true, wide: true, cell: ({ customer }) => <bdi>{customer}</bdi> },
  { heading: 'Id', secondary: true, cell: ({ id }) => <Id id={`${id}_3QXg1o8vcGmoR3`} /> },
  { heading: 'Date', align: 'end', cell: ({ at }) => <Time at={at} now={NOW} /> },
]

const intent = {
  id: 'pi_3QXg1o8vcGmoR3',
  object: 'payment_intent',
  amount: 2000,
  customer: 'cus_9s6XKzkNRiz8i3',
  livemode: false,
  next_action: null,
  metadata: {},
  payment_method_types: ['card', 'link'],
  charges: { data: [{ id: 'ch_1', paid: true, description: 'A "quoted"\nline' }] },
}

export function DataSample() {
  return (
    <>
      <Chips
        label="Filter by status"
        tabs={[
          { label: 'All', href: '/', current: true },
          { label: 'Succeeded', href: '/', count: 96 },
          { label: 'Failed', href: '/', count: 12 },
        ]}
      />
      <Card flush>
        <Table
          caption="Payments"
          columns={columns}
          rows={payments}
          href={({ id }) => `/payments/${id}`}
          empty="Nothing"
          pager={{ note: '6 of 128', newer: '/', older: '/' }}
        />
      </Card>
      <div class="columns">
        <Card title="Timeline">
          <Timeline
            moments={[
              {
                title: 'Refunded $5.00',
                icon: 'undo',
                detail: 'Requested by customer',
                time: <Time at={NOW - 60} now={NOW} />,
              },
              {
                title: 'Payment succeeded',
                icon: 'check',
                tone: 'success',
                time: <Time at={NOW - 3600} now={NOW} />,
              },
              {
                title: 'Card was declined',
                icon: 'cross',
                tone: 'danger',
                detail: 'insufficient_funds',
                time: <Time at={NOW - 4000} now={NOW} />,
              },
              { title: 'Payment started', time: <Time at={NOW - 5000} now={NOW} /> },
            ]}
          />
        </Card>
        <Card title="Details">
          <KeyValues
            narrow
            facts={[
              ['Payment', <Id id="pi_3QXg1o8vcGmoR3" />],
              ['Fee', <Money amount={88} currency="usd" />],
              ['Description', null],
              ['Method', <Badge>Visa •••• 4242</Badge>],
            ]}
          />
        </Card>
      </div>
      <Card title="Object">
        <JsonViewer
          value={intent}
          label="Payment intent as JSON"
          changed={['amount']}
          hrefOf={(id) => (id.startsWith('cus_') ? `/customers/${id}` : undefined)}
        />
      </Card>
    </>
  )
}
