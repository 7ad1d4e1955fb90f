/** The fields of a bank account that is debited: in the US, and with an IBAN. */
import { Field } from '../../web/components/field.js'
import type { Faults, Typed } from './typed-card.js'

interface DebitFieldsProps {
  type: 'us_bank_account' | 'sepa_debit'
  typed: Typed
  faults: Faults
}

export function DebitFields({ type, typed, faults }: DebitFieldsProps) {
  const holder = `${type}_name`
  return (
    <>
      {type === 'us_bank_account' ? (
        <div class="paired">
          <Field
            {...{
              label: 'Routing number',
              name: 'routing_number',
              error: faults['routing_number'],
            }}
            {...{ inputmode: 'numeric', autocomplete: 'off', maxlength: 9 }}
          />
          <Field
            {...{
              label: 'Account number',
              name: 'account_number',
              error: faults['account_number'],
            }}
            {...{ inputmode: 'numeric', autocomplete: 'off', maxlength: 17 }}
          />
        </div>
      ) : (
        <Field
          {...{ label: 'IBAN', name: 'iban', error: faults['iban'] }}
          {...{ autocomplete: 'off', maxlength: 42, placeholder: 'AT00 0000 0000 0000 0000' }}
        />
      )}
      <Field
        {...{ label: 'Account holder', name: holder, error: faults[holder] }}
        {...{ value: typed[holder], autocomplete: 'name', maxlength: 200 }}
      />
    </>
  )
}
