/** The right half of the checkout: who pays, with which card. */
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Field } from '../../../web/components/field.js'
import { Notice } from '../../../web/components/notice.js'
import type { Faults, Typed } from '../typed-card.js'
import { MethodFields } from './method-fields.js'
import { QuestionFields } from './question-fields.js'
import { TestNumbers } from './test-numbers.js'
import type { CheckoutView } from './view.js'

export interface PayFormProps {
  view: CheckoutView
  typed: Typed
  faults: Faults
  /** The bank's page, when an earlier try still waits for the payer there. */
  bankUrl: string | undefined
}

export function PayForm({ view, typed, faults, bankUrl }: PayFormProps) {
  const asksForCard = view.needs !== 'nothing'
  const whole = faults['']
  return (
    <form method="post" class="checkout-form" novalidate>
      {whole && (
        <Notice tone="danger" title="That did not work">
          <p>{whole}</p>
        </Notice>
      )}
      {bankUrl && (
        <Notice
          tone="info"
          title="Your bank wants to know that it is you"
          action={
            <ButtonLink href={bankUrl} size="small">
              Continue at your bank
            </ButtonLink>
          }
        >
          <p>Or pay with another card below. Nothing has been charged.</p>
        </Notice>
      )}
      <h2>{asksForCard ? 'Payment details' : 'Your details'}</h2>
      <Email email={view.email} typed={typed} faults={faults} />
      <QuestionFields groups={view.asks.before} {...{ typed, faults }} />
      {view.methods.length > 0 && (
        <MethodFields
          {...{ methods: view.methods, typed, faults, country: view.country }}
          {...{ saved: view.saved, saveFor: view.maySave ? view.seller.name : undefined }}
        />
      )}
      <QuestionFields groups={view.asks.after} {...{ typed, faults }} />
      {!view.livemode && asksForCard && <TestNumbers methods={view.methods} />}
      {view.words.before && <p>{view.words.before}</p>}
      <Button name="action" value="pay" kind="primary" size="large" wide>
        {view.button}
      </Button>
      <Agreement view={view} />
      {view.words.after && <p class="muted small">{view.words.after}</p>}
    </form>
  )
}

function Email({
  email,
  typed,
  faults,
}: Pick<PayFormProps, 'typed' | 'faults'> & { email: string | null }) {
  if (email !== null) {
    return (
      <dl class="checkout-known">
        <dt>Email</dt>
        <dd>{email}</dd>
      </dl>
    )
  }
  return (
    <Field
      {...{ label: 'Email', name: 'email', type: 'email', value: typed['email'] }}
      {...{ error: faults['email'], autocomplete: 'email', maxlength: 512, required: true }}
    />
  )
}

/** What pressing the button agrees to. */
function Agreement({ view }: { view: CheckoutView }) {
  const { seller, needs, isSubscription } = view
  if (needs === 'nothing') return null
  return (
    <p class="muted small">
      {isSubscription ? (
        <>
          You allow <bdi>{seller.name}</bdi> to charge you this way until you cancel.
        </>
      ) : needs === 'card' ? (
        <>
          You allow <bdi>{seller.name}</bdi> to save this and charge you later. Nothing is charged
          today.
        </>
      ) : (
        <>
          Your payment goes to <bdi>{seller.name}</bdi>.
        </>
      )}
    </p>
  )
}
