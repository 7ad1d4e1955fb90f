/** Changing the password. */
import { SHORTEST_PASSWORD } from '../../../core/password.js'
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import type { PasswordForm } from '../change-password.js'
import { HOME, PASSWORD } from '../paths.js'
import type { Faults } from '../sign-up.js'
import { Entrance } from './entrance.js'

export interface PasswordPageProps {
  email: string
  faults: Faults<PasswordForm>
  formToken: string
}

export function PasswordPage({ email, faults, formToken }: PasswordPageProps) {
  return (
    <Entrance title="Change your password" errand={undefined}>
      <Card foot={<a href={HOME}>Keep the old one</a>}>
        <p class="muted">
          For <bdi>{email}</bdi>. You stay signed in here and are signed out everywhere else.
        </p>
        <Form action={PASSWORD} formToken={formToken}>
          <Field
            {...{ label: 'Current password', name: 'current', type: 'password', required: true }}
            {...{ autocomplete: 'current-password', error: faults.current }}
          />
          <Field
            {...{ label: 'New password', name: 'password', type: 'password', required: true }}
            {...{ autocomplete: 'new-password', error: faults.password }}
            hint={`At least ${SHORTEST_PASSWORD} characters`}
          />
          <Button kind="primary" size="large" wide>
            Change password
          </Button>
        </Form>
      </Card>
    </Entrance>
  )
}
