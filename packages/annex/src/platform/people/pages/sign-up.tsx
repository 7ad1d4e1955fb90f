/** The sign-up page: a person and their first account. */
import { SHORTEST_PASSWORD } from '../../../core/password.js'
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import type { Errand } from '../errand.js'
import { SIGN_UP, signInPath } from '../paths.js'
import type { Faults, SignUpForm } from '../sign-up.js'
import { AccountFields, SkipButton } from './account-fields.js'
import { Entrance } from './entrance.js'

export interface SignUpPageProps {
  back: string
  errand: Errand | undefined
  form: SignUpForm
  faults: Faults<SignUpForm>
  formToken: string
}

export function SignUpPage({ back, errand, form, faults, formToken }: SignUpPageProps) {
  return (
    <Entrance title="Create an account" errand={errand}>
      <Card
        foot={
          <>
            Been here before? <a href={signInPath(back)}>Sign in</a>
          </>
        }
      >
        <Form action={SIGN_UP} formToken={formToken}>
          <input type="hidden" name="return_to" value={back} />
          <PersonFields {...{ form, faults }} />
          <AccountFields {...{ form, faults }} />
          <Button kind="primary" size="large" wide>
            Create account
          </Button>
          {errand?.livemode === false && <SkipButton />}
        </Form>
      </Card>
    </Entrance>
  )
}

function PersonFields({ form, faults }: Pick<SignUpPageProps, 'form' | 'faults'>) {
  return (
    <>
      <Field
        {...{ label: 'Email', name: 'email', type: 'email', value: form.email }}
        {...{ autocomplete: 'username', required: true, error: faults.email }}
      />
      <Field
        {...{ label: 'Your name', name: 'name', value: form.name, autocomplete: 'name' }}
        {...{ optional: true, error: faults.name }}
      />
      <Field
        {...{ label: 'Password', name: 'password', type: 'password', error: faults.password }}
        {...{ autocomplete: 'new-password', required: true }}
        hint={`At least ${SHORTEST_PASSWORD} characters`}
      />
    </>
  )
}
