/** Signing in with an email address and a password. */
import { Button } from '../../../web/components/button.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { Notice } from '../../../web/components/notice.js'
import { Focus, type Setting } from './focus.js'

export interface SignInProps {
  setting: Setting
  back: string
  formToken: string
  /** The address that was tried in vain. */
  wrong?: string | undefined
}

export function SignInPage({ setting, back, formToken, wrong }: SignInProps) {
  return (
    <Focus setting={setting} title="Sign in">
      {wrong !== undefined && (
        <Notice tone="danger">
          That email and password don’t belong together. Check both and try again.
        </Notice>
      )}
      <Form action={setting.routes.to('signIn')} formToken={formToken}>
        <input type="hidden" name="return_to" value={back} />
        <Field label="Email" name="email" type="email" value={wrong} autocomplete="username" />
        <Field label="Password" name="password" type="password" autocomplete="current-password" />
        <Button kind="primary" wide>
          Sign in
        </Button>
      </Form>
    </Focus>
  )
}
