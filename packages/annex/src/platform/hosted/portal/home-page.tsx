/** Plans, ways to pay, billing details, invoices: a card each. */
import type Stripe from 'stripe'
import { Badge } from '../../../web/components/badge.js'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Notice } from '../../../web/components/notice.js'
import { safeLink } from '../../../web/safe-link.js'
import type { Flash } from '../../../web/flash.js'
import { dayOf } from '../../../web/time-words.js'
import { addressLines } from '../bill/address-lines.js'
import { money } from '../bill/words.js'
import { InvoiceTable } from './invoice-table.js'
import type { Plan } from './plan.js'
import { PlanCard } from './plan-card.js'
import { PortalFrame } from './portal-frame.js'
import type { Visit } from './visit.js'

export interface Method {
  readonly id: string
  readonly name: string
  readonly detail: string | undefined
  readonly isUsual: boolean
}

export interface HomePageProps {
  visit: Visit
  plans: readonly Plan[]
  methods: readonly Method[]
  invoices: readonly Stripe.Invoice[]
  /** What is still to be paid, oldest first. */
  unpaid: readonly Stripe.Invoice[]
  /** There are more invoices than these. */
  hasMore: boolean
  flash?: Flash | undefined
  fault?: string | undefined
}

export function HomePage(props: HomePageProps) {
  const { visit, plans, methods, invoices, hasMore, flash, fault } = props
  const { features, configuration, seller } = visit
  return (
    <PortalFrame
      {...{ visit, flash, fault }}
      title="Your billing"
      lead={configuration.business_profile.headline ?? `What you have with ${seller.name}.`}
      isFirst
    >
      <Unpaid {...props} />
      {plans.length === 0 && (
        <Card title="Your plan">
          <EmptyState title="You have no plan at the moment" icon="refresh">
            What you subscribe to appears here, with its next payment.
          </EmptyState>
        </Card>
      )}
      {plans.map((plan) => (
        <PlanCard {...{ plan, visit }} />
      ))}
      {features.payment_method_update.enabled && <Methods {...{ visit, methods }} />}
      {features.customer_update.enabled && <Details visit={visit} />}
      {features.invoice_history.enabled && <InvoiceTable {...{ visit, invoices, hasMore }} />}
      <Policies visit={visit} />
    </PortalFrame>
  )
}

/** One at a time: whoever has paid the first finds the next here. */
function Unpaid({ unpaid }: Pick<HomePageProps, 'unpaid'>) {
  const [first] = unpaid
  if (!first?.hosted_invoice_url) return null
  const { amount_remaining, currency, hosted_invoice_url: url, due_date } = first
  const count = unpaid.length === 1 ? 'One invoice is' : `${unpaid.length} invoices are`
  return (
    <Notice
      tone="warning"
      title={`${count} still to be paid`}
      action={<ButtonLink href={new URL(url).pathname}>Pay now</ButtonLink>}
    >
      <p>
        {unpaid.length === 1 ? '' : 'The first: '}
        {money(amount_remaining, currency)}
        {due_date !== null && `, due ${dayOf(due_date)}`}.
      </p>
    </Notice>
  )
}

function Methods({ visit, methods }: Pick<HomePageProps, 'visit' | 'methods'>) {
  return (
    <Card
      title="How you pay"
      actions={
        <ButtonLink href={visit.at('card')} size="small" icon="plus">
          Add a card
        </ButtonLink>
      }
    >
      {methods.length === 0 ? (
        <p class="muted">Nothing is saved. Add a card, and coming payments are charged to it.</p>
      ) : (
        <ul class="saved-methods">
          {methods.map((method) => (
            <MethodRow {...{ visit, method }} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function MethodRow({ visit, method }: { visit: Visit; method: Method }) {
  const { id, name, detail, isUsual } = method
  return (
    <li>
      <div>
        <span>{name}</span> {isUsual && <Badge>Default</Badge>}
        {detail && <div class="muted small">{detail}</div>}
      </div>
      {!isUsual && (
        <form method="post" action={visit.at(`methods/${id}`)} class="row">
          <Button name="action" value="use" size="small">
            Make default
          </Button>
          <Button name="action" value="remove" size="small" kind="quiet">
            Remove
          </Button>
        </form>
      )}
    </li>
  )
}

function Details({ visit }: { visit: Visit }) {
  const { name, email, phone, address, shipping } = visit.customer
  return (
    <Card
      title="Billing details"
      actions={
        <ButtonLink href={visit.at('details')} size="small">
          Change
        </ButtonLink>
      }
    >
      <KeyValues
        facts={[
          ['Name', name && <bdi>{name}</bdi>],
          ['Email', email && <bdi>{email}</bdi>],
          ['Telephone', phone],
          ['Address', lines(address)],
          ['Deliver to', shipping && lines(shipping.address)],
        ]}
      />
      {!name && !email && <p class="muted">Nothing is known yet.</p>}
    </Card>
  )
}

function lines(address: Stripe.Address | null | undefined) {
  const all = addressLines(address)
  if (all.length === 0) return null
  return all.map((line) => (
    <div>
      <bdi>{line}</bdi>
    </div>
  ))
}

function Policies({ visit }: { visit: Visit }) {
  const { privacy_policy_url, terms_of_service_url } = visit.configuration.business_profile
  const links = [
    ['Terms', safeLink(terms_of_service_url)],
    ['Privacy', safeLink(privacy_policy_url)],
  ] as const
  return <p class="row small">{links.map(([words, href]) => href && <a href={href}>{words}</a>)}</p>
}
