/** A new subscription: who, to what, how many, from when, and paid by what. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Field, SelectField } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { paths } from '../../routes.js'
import type { Refused } from '../change.js'
import { paymentChoices } from './payment.js'

export type Choice = readonly [value: string, label: string]

export interface SubscriptionForm {
  customer: string
  price: string
  quantity: string
  trial_days: string
  payment: string
}

export interface NewSubscriptionPageProps {
  frame: Frame
  formToken: string
  livemode: boolean
  customers: readonly Choice[]
  prices: readonly Choice[]
  typed: SubscriptionForm
  refused?: Refused | undefined
}

export function NewSubscriptionPage(props: NewSubscriptionPageProps) {
  const { frame, customers, prices } = props
  return (
    <AppFrame frame={frame} title="Create subscription">
      <PageHeader
        up={{ label: 'Subscriptions', href: paths.subscriptions }}
        title="Create subscription"
      />
      <Card>
        {prices.length === 0 ? (
          <EmptyState
            title="Nothing to subscribe to yet"
            action={<ButtonLink href={paths.newProduct}>Add a product</ButtonLink>}
          >
            A subscription needs a price that is paid every month or year.
          </EmptyState>
        ) : customers.length === 0 ? (
          <EmptyState
            title="Nobody to subscribe yet"
            icon="people"
            action={<ButtonLink href={paths.newCustomer}>Add a customer</ButtonLink>}
          >
            A subscription needs a customer.
          </EmptyState>
        ) : (
          <Questions {...props} />
        )}
      </Card>
    </AppFrame>
  )
}

/** The parameters with a field of their own; what is said of others stands beside the payment. */
const FIELDS = ['customer', 'items', 'quantity', 'trial_period_days']

function Questions(props: NewSubscriptionPageProps) {
  const { formToken, livemode, customers, prices, typed, refused } = props
  const errorAt = (param: string) => (refused?.param === param ? refused.message : undefined)
  const other = refused && !FIELDS.includes(refused.param ?? '') ? refused.message : undefined
  return (
    <Form action={paths.newSubscription} formToken={formToken}>
      <SelectField
        {...{ label: 'Customer', name: 'customer', value: typed.customer, options: customers }}
        hint="The newest hundred. For an older one begin at the customer’s own page."
        error={errorAt('customer')}
      />
      <SelectField
        {...{ label: 'Price', name: 'price', value: typed.price, options: prices }}
        error={errorAt('items')}
      />
      <Field
        {...{ label: 'Quantity', name: 'quantity', value: typed.quantity, inputmode: 'numeric' }}
        hint="Counts for nothing where each use is paid."
        error={errorAt('quantity')}
      />
      <Field
        {...{ label: 'Free trial, in days', name: 'trial_days', value: typed.trial_days }}
        {...{ inputmode: 'numeric', optional: true, error: errorAt('trial_period_days') }}
      />
      <SelectField
        {...{ label: 'Paid by', name: 'payment', value: typed.payment }}
        options={paymentChoices(livemode).map(({ word, label }) => [word, label])}
        hint="A test card is saved with the customer and used for this subscription."
        error={other}
      />
      <div class="form-actions">
        <Button kind="primary">Create subscription</Button>
        <ButtonLink href={paths.subscriptions} kind="quiet">
          Cancel
        </ButtonLink>
      </div>
    </Form>
  )
}
