/** The fields of a card, in every form a payer fills in. What was typed is kept, but for the card itself. */
import { Field, SelectField } from '../../web/components/field.js'
import { COUNTRIES } from './countries.js'
import type { Faults, Typed } from './typed-card.js'

export interface CardFieldsProps {
  typed: Typed
  faults: Faults
  /** Chosen before the payer says otherwise, such as `US`. */
  country: string
}

export function CardFields({ typed, faults, country }: CardFieldsProps) {
  return (
    <>
      <fieldset class="card-fields">
        <legend>Card</legend>
        <Field
          {...{ label: 'Card number', name: 'card_number', error: faults['card_number'] }}
          {...{ inputmode: 'numeric', autocomplete: 'cc-number', maxlength: 23 }}
          placeholder="1234 1234 1234 1234"
        />
        <Field
          {...{ label: 'Expiry', name: 'card_expiry', error: faults['card_expiry'] }}
          {...{ inputmode: 'numeric', autocomplete: 'cc-exp', maxlength: 9 }}
          placeholder="MM / YY"
        />
        <Field
          {...{ label: 'Security code', name: 'card_cvc', error: faults['card_cvc'] }}
          {...{ inputmode: 'numeric', autocomplete: 'cc-csc', maxlength: 4 }}
          placeholder="CVC"
        />
      </fieldset>
      <Field
        {...{ label: 'Name on card', name: 'card_name', error: faults['card_name'] }}
        {...{ value: typed['card_name'], autocomplete: 'cc-name', maxlength: 200 }}
      />
      <div class="paired">
        <SelectField
          {...{ label: 'Country or region', name: 'country', error: faults['country'] }}
          {...{ value: typed['country'] ?? country, options: COUNTRIES }}
        />
        <Field
          {...{ label: 'Postal code', name: 'postal_code', optional: true }}
          {...{ value: typed['postal_code'], autocomplete: 'postal-code', maxlength: 20 }}
        />
      </div>
    </>
  )
}
