/** The part of a form that describes an account. */
import { Field, SelectField } from '../../../web/components/field.js'
import { COUNTRIES } from '../countries.js'
import type { Faults } from '../sign-up.js'

export interface AccountForm {
  business_name: string
  country: string
}

export function AccountFields({
  form,
  faults,
}: {
  form: AccountForm
  faults: Faults<AccountForm>
}) {
  return (
    <>
      <Field
        {...{ label: 'Business name', name: 'business_name', value: form.business_name }}
        {...{ autocomplete: 'organization', required: true, error: faults.business_name }}
      />
      <SelectField
        {...{ label: 'Country', name: 'country', value: form.country, error: faults.country }}
        options={COUNTRIES.map(({ code, name }) => [code, name] as const)}
      />
    </>
  )
}

/** In test mode nobody should have to make things up: we do it for them. */
export function SkipButton() {
  return (
    <button class="button" data-kind="quiet" data-wide="" name="skip" value="1" formnovalidate>
      Skip this form
    </button>
  )
}
