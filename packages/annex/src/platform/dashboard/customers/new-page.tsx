/** A new customer, by hand. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { paths } from '../../routes.js'
import type { Refused } from '../change.js'

export interface NewCustomerPageProps {
  frame: Frame
  formToken: string
  typed: { email: string; name: string; description: string }
  refused?: Refused | undefined
}

export function NewCustomerPage({ frame, formToken, typed, refused }: NewCustomerPageProps) {
  const errorOf = (param: string) => (refused?.param === param ? refused.message : undefined)
  // What belongs to no field stands beside the first.
  const known = ['email', 'name', 'description'].includes(refused?.param ?? '')
  return (
    <AppFrame frame={frame} title="Add customer">
      <PageHeader up={{ label: 'Customers', href: paths.customers }} title="Add customer" />
      <Card>
        <Form action={paths.newCustomer} formToken={formToken}>
          <Field
            {...{ label: 'Email', name: 'email', value: typed.email, autocomplete: 'off' }}
            error={known ? errorOf('email') : refused?.message}
          />
          <Field
            {...{ label: 'Name', name: 'name', value: typed.name, optional: true }}
            {...{ autocomplete: 'off', error: errorOf('name') }}
          />
          <Field
            {...{ label: 'Description', name: 'description', value: typed.description, rows: 3 }}
            {...{ optional: true, error: errorOf('description') }}
          />
          <div class="form-actions">
            <Button kind="primary">Add customer</Button>
            <ButtonLink href={paths.customers} kind="quiet">
              Cancel
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </AppFrame>
  )
}
