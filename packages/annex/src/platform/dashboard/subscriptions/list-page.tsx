/** All subscriptions of an account, newest first. */
import type Stripe from 'stripe'
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Badge, Status } from '../../../web/components/badge.js'
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Chips } from '../../../web/components/tabs.js'
import { Time } from '../../../web/components/time.js'
import { paths, withQuery } from '../../routes.js'
import { sentence } from '../sentence.js'
import { amountWords, itemsWords, nextEndOf } from './items.js'
import {
  FILTERS,
  filterWords,
  isLiving,
  isSubscriptionFilter,
  type SubscriptionFilter,
} from './status.js'

export interface SubscriptionRow {
  subscription: Stripe.Subscription
  customer: Stripe.Customer | undefined
  products: ReadonlyMap<string, Stripe.Product>
}

export interface SubscriptionsPageProps {
  frame: Frame
  now: number
  rows: readonly SubscriptionRow[]
  filter: SubscriptionFilter | undefined
  newer: string | undefined
  older: string | undefined
  /** Where in the list the page is, as its address says. */
  cursor: { readonly after?: string; readonly before?: string }
}

export function SubscriptionsPage(props: SubscriptionsPageProps) {
  const { frame, filter, cursor } = props
  const add = (
    <ButtonLink href={paths.newSubscription} kind="primary" icon="plus">
      Create subscription
    </ButtonLink>
  )
  return (
    <AppFrame
      {...{ frame, title: 'Subscriptions' }}
      live={withQuery(paths.subscriptionsLive, { status: filter, ...cursor })}
    >
      <PageHeader title="Subscriptions" actions={add} />
      <Chips label="Filter by status" tabs={filterTabs(filter)} />
      <SubscriptionsTable {...props} />
    </AppFrame>
  )
}

/** The id of the element that is swapped. */
export const SUBSCRIPTIONS = 'subscriptions-list'

export function SubscriptionsTable({
  now,
  rows,
  filter,
  newer,
  older,
}: Omit<SubscriptionsPageProps, 'frame' | 'cursor'>) {
  const at = (query: { after?: string; before?: string }) =>
    withQuery(paths.subscriptions, { status: filter, ...query })
  return (
    <div id={SUBSCRIPTIONS}>
      <Card flush>
        <Table
          caption="Subscriptions"
          columns={subscriptionColumns(now)}
          rows={rows}
          href={({ subscription }) => paths.subscription(subscription.id)}
          empty={<NoSubscriptions filter={filter} />}
          pager={{
            newer: newer && at({ before: newer }),
            older: older && at({ after: older }),
          }}
        />
      </Card>
    </div>
  )
}

function subscriptionColumns(now: number): Column<SubscriptionRow>[] {
  return [
    {
      heading: 'Customer',
      clip: true,
      wide: true,
      cell: ({ customer, subscription }) => (
        <bdi>{customer?.email ?? customer?.name ?? subscription.id}</bdi>
      ),
    },
    {
      heading: 'Status',
      nowrap: true,
      cell: ({ subscription }) => <SubscriptionStatus subscription={subscription} />,
    },
    {
      heading: 'Product',
      clip: true,
      secondary: true,
      cell: ({ subscription, products }) => <bdi>{itemsWords(subscription, products)}</bdi>,
    },
    {
      heading: 'Amount',
      align: 'end',
      cell: ({ subscription }) => amountWords(subscription) ?? <span class="muted">Varies</span>,
    },
    {
      heading: 'Next invoice',
      secondary: true,
      align: 'end',
      cell: ({ subscription }) => {
        const end = nextEndOf(subscription)
        const goesOn = isLiving(subscription) && subscription.cancel_at === null
        return goesOn && end !== undefined ? <Time at={end} now={now} /> : ''
      },
    },
    {
      heading: 'Created',
      secondary: true,
      align: 'end',
      cell: ({ subscription }) => <Time at={subscription.created} now={now} />,
    },
  ]
}

/** Beside whom they are for: what they are to, on a narrow screen too. */
export function briefSubscriptionColumns(now: number): Column<SubscriptionRow>[] {
  return subscriptionColumns(now)
    .filter(({ heading }) => heading !== 'Customer')
    .map((column) =>
      column.heading === 'Product' ? { ...column, secondary: false, wide: true } : column,
    )
}

/** Its status, and that it will end, where somebody decided so. */
export function SubscriptionStatus({ subscription }: { subscription: Stripe.Subscription }) {
  const ends = isLiving(subscription) && subscription.cancel_at !== null
  return (
    <>
      <Status status={subscription.status} /> {ends && <Badge icon="clock">Ends</Badge>}
    </>
  )
}

function filterTabs(current: SubscriptionFilter | undefined) {
  const tabs = Object.keys(FILTERS)
    .filter(isSubscriptionFilter)
    .map((word) => ({
      label: sentence(word),
      href: withQuery(paths.subscriptions, { status: word }),
      current: word === current,
    }))
  return [{ label: 'All', href: paths.subscriptions, current: current === undefined }, ...tabs]
}

function NoSubscriptions({ filter }: { filter: SubscriptionFilter | undefined }) {
  if (filter) {
    return (
      <EmptyState
        title={`No ${filterWords(filter)} subscriptions`}
        icon="refresh"
        action={<ButtonLink href={paths.subscriptions}>Show all</ButtonLink>}
      />
    )
  }
  return (
    <EmptyState
      title="No subscriptions yet"
      icon="refresh"
      action={<ButtonLink href={paths.newSubscription}>Create the first</ButtonLink>}
    >
      Customers who pay again and again appear here, with what they pay for and what comes next.
    </EmptyState>
  )
}
