/** All customers of an account, newest first. */
import type Stripe from 'stripe'
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Id } from '../../../web/components/id.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import { paths, withQuery } from '../../routes.js'

export interface CustomersPageProps {
  frame: Frame
  now: number
  customers: readonly Stripe.Customer[]
  /** The address that was searched for. */
  email: string | undefined
  newer: string | undefined
  older: string | undefined
}

export function CustomersPage(props: CustomersPageProps) {
  const { frame, now, customers, email, newer, older } = props
  const add = (
    <ButtonLink href={paths.newCustomer} kind="primary" icon="plus">
      Add customer
    </ButtonLink>
  )
  return (
    <AppFrame frame={frame} title="Customers">
      <PageHeader title="Customers" actions={add} />
      <form class="filters" method="get" action={paths.customers} role="search">
        <input
          class="input input-small"
          type="search"
          name="email"
          value={email}
          placeholder="Email address"
          aria-label="Find by email address"
        />
        <button class="button">Find</button>
      </form>
      <Card flush>
        <Table
          caption="Customers"
          columns={columns(now)}
          rows={customers}
          href={({ id }) => paths.customer(id)}
          empty={<NoCustomers email={email} />}
          pager={{
            newer: newer && withQuery(paths.customers, { email, before: newer }),
            older: older && withQuery(paths.customers, { email, after: older }),
          }}
        />
      </Card>
    </AppFrame>
  )
}

function columns(now: number): Column<Stripe.Customer>[] {
  return [
    {
      heading: 'Email',
      clip: true,
      wide: true,
      cell: ({ email, name, id }) => <bdi>{email ?? name ?? id}</bdi>,
    },
    { heading: 'Name', clip: true, secondary: true, cell: ({ name }) => <bdi>{name}</bdi> },
    { heading: 'Id', secondary: true, cell: ({ id }) => <Id id={id} /> },
    { heading: 'Since', align: 'end', cell: ({ created }) => <Time at={created} now={now} /> },
  ]
}

function NoCustomers({ email }: { email: string | undefined }) {
  if (email !== undefined) {
    return (
      <EmptyState
        title="Nobody has this address"
        icon="search"
        action={<ButtonLink href={paths.customers}>Show all</ButtonLink>}
      >
        The whole address has to match, in upper and lower case as it was given.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No customers yet"
      icon="people"
      action={<ButtonLink href={paths.newCustomer}>Add the first</ButtonLink>}
    >
      People who pay you appear here, with their payments and the cards they keep with you.
    </EmptyState>
  )
}
