/** The sign-in page. */
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { Notice } from '../../../web/components/notice.js'
import type { Errand } from '../errand.js'
import { SIGN_IN, signUpPath } from '../paths.js'
import { Entrance } from './entrance.js'

export interface SignInPageProps {
  back: string
  errand: Errand | undefined
  /** The address that was tried in vain. */
  wrong: string | undefined
  formToken: string
}

export function SignInPage({ back, errand, wrong, formToken }: SignInPageProps) {
  return (
    <Entrance title="Sign in" errand={errand}>
      <Card
        foot={
          <>
            New here? <a href={signUpPath(back)}>Create an account</a>
          </>
        }
      >
        {wrong !== undefined && (
          <Notice tone="danger">
            This email and password don’t belong together. Check both and try again.
          </Notice>
        )}
        <Form action={SIGN_IN} formToken={formToken}>
          <input type="hidden" name="return_to" value={back} />
          <Field
            {...{ label: 'Email', name: 'email', type: 'email', value: wrong, required: true }}
            {...{ autocomplete: 'username', autofocus: true }}
          />
          <Field
            {...{ label: 'Password', name: 'password', type: 'password', required: true }}
            autocomplete="current-password"
          />
          <Button kind="primary" size="large" wide>
            Sign in
          </Button>
        </Form>
      </Card>
    </Entrance>
  )
}
