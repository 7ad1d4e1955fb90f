/** One product: its prices, another one, and whether it is still sold. */
import type Stripe from 'stripe'
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Status } from '../../../web/components/badge.js'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Form } from '../../../web/components/form.js'
import { Id } from '../../../web/components/id.js'
import { JsonViewer } from '../../../web/components/json-viewer.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import { paths, withQuery } from '../../routes.js'
import type { Refused } from '../change.js'
import { pageOf } from '../links.js'
import { soldWord } from './list-page.js'
import { PriceFields, type PriceForm } from './price-fields.js'
import { priceWords } from './price-words.js'

export interface ProductPageProps {
  frame: Frame
  formToken: string
  product: Stripe.Product
  prices: readonly Stripe.Price[]
  /** What was typed for another price, and what was wrong with it. */
  typed: PriceForm
  refused?: Refused | undefined
}

export function ProductPage(props: ProductPageProps) {
  const { frame, formToken, product, prices, typed, refused } = props
  const sellable = product.active && prices.some((price) => price.active && price.recurring)
  return (
    <AppFrame frame={frame} title={product.name}>
      <PageHeader
        up={{ label: 'Products', href: paths.products }}
        title={<bdi>{product.name}</bdi>}
        aside={<Status status={soldWord(product.active)} />}
        lead={<Id id={product.id} />}
        actions={
          <>
            <Form action={paths.switchProduct(product.id)} formToken={formToken} inline>
              <Button name="active" value={product.active ? 'false' : 'true'}>
                {product.active ? 'Archive' : 'Sell again'}
              </Button>
            </Form>
            {sellable && (
              <ButtonLink
                href={withQuery(paths.newSubscription, { product: product.id })}
                kind="primary"
                icon="plus"
              >
                Create subscription
              </ButtonLink>
            )}
          </>
        }
      />
      <div class="columns">
        <div class="stack">
          <Card title="Prices" flush>
            <Table
              caption="Prices of this product"
              columns={priceColumns(formToken)}
              rows={prices}
              empty={
                <EmptyState title="No price yet">
                  Nobody can buy it before it has one. Add it beside.
                </EmptyState>
              }
            />
          </Card>
          <Card title="Object">
            <JsonViewer value={product} label="Product as JSON" hrefOf={pageOf} />
          </Card>
        </div>
        <div class="stack">
          <Card title="Details">
            <KeyValues
              narrow
              facts={[
                ['Description', product.description && <bdi>{product.description}</bdi>],
                ['Added', <Time at={product.created} exact />],
                ['Changed', <Time at={product.updated} exact />],
              ]}
            />
          </Card>
          <Card title="Add a price" id="add-price">
            <Form action={paths.addPrice(product.id)} formToken={formToken}>
              <PriceFields typed={typed} refused={refused} />
              <Button>Add price</Button>
            </Form>
          </Card>
        </div>
      </div>
    </AppFrame>
  )
}

function priceColumns(formToken: string): Column<Stripe.Price>[] {
  return [
    { heading: 'Price', wide: true, cell: (price) => priceWords(price) },
    { heading: 'Status', cell: (price) => <Status status={soldWord(price.active)} /> },
    {
      heading: 'Id',
      secondary: true,
      cell: ({ id, lookup_key }) => (
        <div>
          <Id id={id} />
          {lookup_key && (
            <div class="small muted">
              <bdi>{lookup_key}</bdi>
            </div>
          )}
        </div>
      ),
    },
    {
      heading: <span class="visually-hidden">Actions</span>,
      align: 'end',
      cell: (price) => (
        <Form action={paths.switchPrice(productOf(price), price.id)} formToken={formToken} inline>
          <Button
            {...{ kind: 'quiet', size: 'small', name: 'active' }}
            value={price.active ? 'false' : 'true'}
          >
            {price.active ? 'Archive' : 'Sell again'}
          </Button>
        </Form>
      ),
    },
  ]
}

function productOf({ product }: Stripe.Price): string {
  return typeof product === 'string' ? product : product.id
}
