/** What an account sells, newest first. */
import type Stripe from 'stripe'
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Status } from '../../../web/components/badge.js'
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Chips } from '../../../web/components/tabs.js'
import { Time } from '../../../web/components/time.js'
import { paths, withQuery } from '../../routes.js'
import { priceWords } from './price-words.js'

export interface ProductRow {
  product: Stripe.Product
  /** Those that are still sold. */
  prices: readonly Stripe.Price[]
}

export interface ProductsPageProps {
  frame: Frame
  now: number
  rows: readonly ProductRow[]
  archived: boolean
  newer: string | undefined
  older: string | undefined
}

export function ProductsPage({ frame, now, rows, archived, newer, older }: ProductsPageProps) {
  const at = (query: { after?: string; before?: string }) =>
    withQuery(paths.products, { status: archived ? 'archived' : undefined, ...query })
  const add = (
    <ButtonLink href={paths.newProduct} kind="primary" icon="plus">
      Add product
    </ButtonLink>
  )
  const tabs = [
    { label: 'Sold', href: paths.products, current: !archived },
    {
      label: 'Archived',
      href: withQuery(paths.products, { status: 'archived' }),
      current: archived,
    },
  ]
  return (
    <AppFrame frame={frame} title="Products">
      <PageHeader title="Products" actions={add} />
      <Chips label="Filter by state" tabs={tabs} />
      <Card flush>
        <Table
          caption="Products"
          columns={columns(now)}
          rows={rows}
          href={({ product }) => paths.product(product.id)}
          empty={<NoProducts archived={archived} />}
          pager={{
            newer: newer && at({ before: newer }),
            older: older && at({ after: older }),
          }}
        />
      </Card>
    </AppFrame>
  )
}

/** Word of a product or price that is no longer sold. */
export function soldWord(active: boolean): string {
  return active ? 'active' : 'archived'
}

function columns(now: number): Column<ProductRow>[] {
  return [
    {
      heading: 'Name',
      clip: true,
      wide: true,
      cell: ({ product }) => <bdi>{product.name}</bdi>,
    },
    { heading: 'Price', nowrap: true, cell: ({ prices }) => pricesWords(prices) },
    {
      heading: 'Status',
      secondary: true,
      cell: ({ product }) => <Status status={soldWord(product.active)} />,
    },
    {
      heading: 'Added',
      align: 'end',
      secondary: true,
      cell: ({ product }) => <Time at={product.created} now={now} />,
    },
  ]
}

function pricesWords(prices: readonly Stripe.Price[]) {
  const [first] = prices
  if (!first) return <span class="muted">No price</span>
  return prices.length === 1 ? priceWords(first) : `${prices.length} prices`
}

function NoProducts({ archived }: { archived: boolean }) {
  if (archived) {
    return (
      <EmptyState
        title="Nothing is archived"
        action={<ButtonLink href={paths.products}>Show what is sold</ButtonLink>}
      >
        Products you stop selling go here. Subscriptions to them go on.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="Nothing to sell yet"
      action={<ButtonLink href={paths.newProduct}>Add the first product</ButtonLink>}
    >
      What you sell appears here, with its prices: once, monthly or yearly.
    </EmptyState>
  )
}
