/** Creating an account on the way to connecting it. */
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field } from '../../../web/components/field.js'
import { FocusFrame } from '../../../web/components/focus-frame.js'
import { Form } from '../../../web/components/form.js'
import type { AccountDetails } from '../../people/open-account.js'
import { AccountFields, SkipButton } from '../../people/pages/account-fields.js'
import type { Faults } from '../../people/sign-up.js'
import { consentPath } from '../paths.js'
import { Branded } from '../../people/pages/branded.js'
import type { Pending } from '../pending.js'
import { Asking } from './asking.js'
import { lookOf } from './consent.js'

export interface NewAccountPageProps {
  pending: Pending
  form: AccountDetails
  faults: Faults<AccountDetails>
  formToken: string
}

export function NewAccountPage({ pending, form, faults, formToken }: NewAccountPageProps) {
  const { client } = pending
  return (
    <FocusFrame title="Create an account" product={{ href: '/' }} testMode={client.livemode === 0}>
      <Branded colour={client.primary_color}>
        <Asking {...lookOf(client)} />
        <h1>Create an account to connect</h1>
        <Card foot={<a href={consentPath(pending.id)}>Choose an existing account instead</a>}>
          <Form formToken={formToken}>
            <AccountFields form={form} faults={faults} />
            <Field
              {...{ label: 'Account email', name: 'email', type: 'email', value: form.email }}
              {...{ autocomplete: 'email', required: true, error: faults.email }}
            />
            <Button kind="primary" size="large" wide>
              Create account and continue
            </Button>
            {client.livemode === 0 && <SkipButton />}
          </Form>
        </Card>
      </Branded>
    </FocusFrame>
  )
}
