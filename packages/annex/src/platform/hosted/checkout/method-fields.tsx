/** How a payer pays: a card, or one of several ways to choose from. Without a script, the choice alone shows its fields. */
import { CheckField } from '../../../web/components/field.js'
import { CardFields } from '../card-fields.js'
import { DebitFields } from '../debit-fields.js'
import type { PageMethod } from '../../objects/checkout-session/page-methods.js'
import type { Faults, Typed } from '../typed-card.js'
import { chosenMethod, chosenSaved } from './typed-payer.js'
import type { CheckoutView } from './view.js'

interface MethodFieldsProps {
  methods: readonly PageMethod[]
  typed: Typed
  faults: Faults
  country: string
  saved: CheckoutView['saved']
  /** The seller that a new card may be saved for. */
  saveFor: string | undefined
}

const NAMES: Readonly<Record<PageMethod, string>> = {
  card: 'Card',
  us_bank_account: 'US bank account',
  sepa_debit: 'SEPA direct debit',
}

export function MethodFields(props: MethodFieldsProps) {
  const { methods, typed } = props
  const [only] = methods
  const { saved } = props
  if (methods.length === 1 && only && saved.length === 0) {
    return <Fields {...props} method={only} />
  }
  const chosen = chosenSaved(typed, { saved }) ?? chosenMethod(typed, { methods })
  return (
    <fieldset class="question-group">
      <legend>How to pay</legend>
      <div class="pay-methods">
        {saved.map(({ id, words, expiry }) => (
          <div class="pay-method">
            <label>
              <input type="radio" name="method" value={id} checked={id === chosen} />
              <span>
                {words} {expiry && <span class="muted small">{expiry}</span>}
              </span>
            </label>
          </div>
        ))}
        {methods.map((method) => (
          <div class="pay-method">
            <label>
              <input type="radio" name="method" value={method} checked={method === chosen} />
              {method === 'card' && saved.length > 0 ? 'Another card' : NAMES[method]}
            </label>
            <div class="pay-method-fields">
              <Fields {...props} method={method} />
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  )
}

function Fields({
  method,
  typed,
  faults,
  country,
  saveFor,
}: MethodFieldsProps & { method: PageMethod }) {
  return method === 'card' ? (
    <>
      <CardFields {...{ typed, faults, country }} />
      {saveFor !== undefined && (
        <CheckField
          {...{ name: 'save_method', value: 'yes', checked: typed['save_method'] === 'yes' }}
          label={
            <>
              Save this card for my next order from <bdi>{saveFor}</bdi>
            </>
          }
        />
      )}
    </>
  ) : (
    <DebitFields {...{ typed, faults }} type={method} />
  )
}
