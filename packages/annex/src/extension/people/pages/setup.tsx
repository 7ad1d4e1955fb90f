/** The first owner chooses how to sign in. */
import { Button } from '../../../web/components/button.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { Focus, type Setting } from './focus.js'

export interface SetupProps {
  setting: Setting
  token: string
  formToken: string
  email?: string | undefined
  faults?: { email?: string | undefined; password?: string | undefined }
}

export function SetupPage({ setting, token, formToken, email, faults = {} }: SetupProps) {
  return (
    <Focus setting={setting} title="Set up this console">
      <p>You are its first owner. From now on it opens with this email and password.</p>
      <Form action={setting.routes.to('setup')} formToken={formToken}>
        <input type="hidden" name="token" value={token} />
        <Field
          {...{ label: 'Email', name: 'email', type: 'email', autocomplete: 'username' }}
          value={email}
          error={faults.email}
        />
        <Field
          {...{ label: 'Password', name: 'password', type: 'password' }}
          autocomplete="new-password"
          hint="At least 8 characters."
          error={faults.password}
        />
        <Button kind="primary" wide>
          Set up
        </Button>
      </Form>
    </Focus>
  )
}
