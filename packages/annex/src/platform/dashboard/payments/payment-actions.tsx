/** What can still be done about a payment that isn't finished. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { Button } from '../../../web/components/button.js'
import { Dialog } from '../../../web/components/dialog.js'
import { Form } from '../../../web/components/form.js'
import { paths } from '../../routes.js'

interface PaymentActionsProps {
  intent: Stripe.PaymentIntent
  formToken: string
}

/** Capture what is held, or cancel what isn't paid; only where the intent's status allows it. */
export function PaymentActions({ intent, formToken }: PaymentActionsProps) {
  const held = intent.status === 'requires_capture'
  if (!held && !intent.status.startsWith('requires_')) return null
  return (
    <>
      <Button kind="danger" opens="cancel">
        Cancel payment
      </Button>
      {held && (
        <Form action={paths.capture(intent.id)} formToken={formToken} inline>
          <Button kind="primary">
            Capture {formatMoney(intent.amount_capturable, intent.currency)}
          </Button>
        </Form>
      )}
      <Dialog
        id="cancel"
        title="Cancel this payment?"
        cancel="Keep it"
        action={
          <Form action={paths.cancel(intent.id)} formToken={formToken} inline>
            <Button kind="destroy">Cancel payment</Button>
          </Form>
        }
      >
        <p>
          {held ? 'The held amount goes back to the customer. ' : ''}A canceled payment can’t be
          taken up again; the customer would have to pay anew.
        </p>
      </Dialog>
    </>
  )
}
