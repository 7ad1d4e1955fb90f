/** One more account: what it is called, where it is, and whom to write to. */
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import type { AccountDetails } from '../open-account.js'
import { HOME, NEW_ACCOUNT } from '../paths.js'
import type { Faults } from '../sign-up.js'
import { AccountFields } from './account-fields.js'
import { Entrance } from './entrance.js'

export interface NewAccountPageProps {
  form: AccountDetails
  faults: Faults<AccountDetails>
  formToken: string
}

export function NewAccountPage({ form, faults, formToken }: NewAccountPageProps) {
  return (
    <Entrance title="New account" errand={undefined}>
      <Card foot={<a href={HOME}>Back to the account you looked at</a>}>
        <Form action={NEW_ACCOUNT} formToken={formToken}>
          <AccountFields {...{ form, faults }} />
          <Field
            {...{ label: 'Account email', name: 'email', type: 'email', value: form.email }}
            {...{ autocomplete: 'email', required: true, error: faults.email }}
          />
          <Button kind="primary" size="large" wide>
            Create account
          </Button>
        </Form>
      </Card>
    </Entrance>
  )
}
