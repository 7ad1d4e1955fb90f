/** One subscription: what it is to, what comes next, what came before, and how it ends. */
import type Stripe from 'stripe'
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Id } from '../../../web/components/id.js'
import { JsonViewer } from '../../../web/components/json-viewer.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Notice } from '../../../web/components/notice.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import type { Moment } from '../../../web/components/timeline.js'
import { exactTime } from '../../../web/time-words.js'
import { paths } from '../../routes.js'
import { HistoryCard } from '../history.js'
import { briefInvoiceColumns } from '../invoices/list-page.js'
import { LinesCard } from '../invoices/lines-card.js'
import { pageOf } from '../links.js'
import { methodWords } from '../payments/method-words.js'
import { isMetered, priceWords } from '../products/price-words.js'
import { idOf } from '../shown.js'
import { Cancel } from './cancel.js'
import { itemsWords } from './items.js'
import { SubscriptionStatus, type SubscriptionRow } from './list-page.js'
import { rememberedOf } from './moments.js'
import { isLiving } from './status.js'

export interface SubscriptionPageProps {
  frame: Frame
  formToken: string
  now: number
  row: SubscriptionRow
  /** Rehearsed; undefined where none will come. */
  upcoming: Stripe.Invoice | undefined
  invoices: readonly Stripe.Invoice[]
  method: Stripe.PaymentMethod | undefined
  moments: readonly Moment[]
}

export function SubscriptionPage(props: SubscriptionPageProps) {
  const { frame, formToken, now, row, upcoming, invoices, moments } = props
  const { subscription, products } = row
  const title = itemsWords(subscription, products)
  const { cancel_at: cancelAt } = subscription
  return (
    <AppFrame frame={frame} title={title}>
      <PageHeader
        up={{ label: 'Subscriptions', href: paths.subscriptions }}
        title={<bdi>{title}</bdi>}
        aside={<SubscriptionStatus subscription={subscription} />}
        lead={<Id id={subscription.id} />}
        actions={<Cancel {...{ subscription, formToken }} />}
      />
      {isLiving(subscription) && cancelAt !== null && (
        <Notice tone="warning" title={`It ends on ${exactTime(cancelAt)}`}>
          No invoice comes after that. Until then it can be taken back.
        </Notice>
      )}
      <div class="columns">
        <div class="stack">
          <Card title="Items" flush>
            <Table
              caption="Items of this subscription"
              columns={itemColumns(products)}
              rows={subscription.items.data}
              empty={<EmptyState title="No items" />}
            />
          </Card>
          <Upcoming upcoming={upcoming} now={now} />
          <Card title="Invoices" flush>
            <Table
              caption="Invoices of this subscription"
              columns={briefInvoiceColumns(now)}
              rows={invoices}
              href={({ id }) => paths.invoice(id)}
              empty={<EmptyState title="No invoices yet" icon="book" />}
            />
          </Card>
          <HistoryCard
            {...{ now, moments, since: subscription.created }}
            remembered={rememberedOf(subscription)}
          />
          <Card title="Object">
            <JsonViewer
              value={subscription}
              label="Subscription as JSON"
              open={1}
              hrefOf={pageOf}
            />
          </Card>
        </div>
        <div class="stack">
          <Card title="Details">
            <Details {...props} />
          </Card>
        </div>
      </div>
    </AppFrame>
  )
}

function Upcoming({ upcoming, now }: Pick<SubscriptionPageProps, 'upcoming' | 'now'>) {
  if (!upcoming) {
    return (
      <Card title="Next invoice">
        <p class="muted">There will be none.</p>
      </Card>
    )
  }
  const title = (
    <>
      Next invoice, <Time at={upcoming.created} now={now} />
    </>
  )
  return <LinesCard {...{ title, invoice: upcoming, lines: upcoming.lines.data }} />
}

function Details({ row: { subscription, customer }, method }: SubscriptionPageProps) {
  const owner = idOf(subscription.customer) ?? ''
  const [item] = subscription.items.data
  const { collection_method: collects, trial_end: trial, test_clock } = subscription
  return (
    <KeyValues
      narrow
      facts={[
        [
          'Customer',
          <a href={paths.customer(owner)}>
            <bdi>{customer?.email ?? customer?.name ?? owner}</bdi>
          </a>,
        ],
        [
          'Paid by',
          collects === 'send_invoice'
            ? `Invoice, due in ${subscription.days_until_due ?? 0} days`
            : (methodWords(method) ?? (
                <span class="muted">Nothing: the customer has no default</span>
              )),
        ],
        [
          'This period',
          item && (
            <>
              <Time at={item.current_period_start} /> – <Time at={item.current_period_end} />
            </>
          ),
        ],
        ['Trial until', trial && <Time at={trial} exact />],
        ['Created', <Time at={subscription.created} exact />],
        ['Ended', subscription.ended_at && <Time at={subscription.ended_at} exact />],
        ['Why it ended', subscription.cancellation_details?.reason?.replaceAll('_', ' ')],
        ['Test clock', test_clock && <Id id={idOf(test_clock) ?? ''} />],
      ]}
    />
  )
}

function itemColumns(
  products: ReadonlyMap<string, Stripe.Product>,
): Column<Stripe.SubscriptionItem>[] {
  return [
    {
      heading: 'Product',
      wide: true,
      clip: true,
      cell: ({ price }) => {
        const id = idOf(price.product) ?? ''
        return (
          <a href={paths.product(id)}>
            <bdi>{products.get(id)?.name ?? id}</bdi>
          </a>
        )
      },
    },
    {
      heading: 'Quantity',
      align: 'end',
      cell: ({ price, quantity }) => (isMetered(price) ? 'As used' : (quantity ?? 1)),
    },
    { heading: 'Price', align: 'end', cell: ({ price }) => priceWords(price) },
  ]
}
