/** Ends a subscription, now or with its period; or takes that back while it hasn't ended. */
import type Stripe from 'stripe'
import { exactTime } from '../../../web/time-words.js'
import { Button } from '../../../web/components/button.js'
import { Dialog } from '../../../web/components/dialog.js'
import { Form } from '../../../web/components/form.js'
import { paths } from '../../routes.js'
import { nextEndOf } from './items.js'
import { isLiving } from './status.js'

export interface CancelProps {
  subscription: Stripe.Subscription
  formToken: string
}

export function Cancel({ subscription, formToken }: CancelProps) {
  if (!isLiving(subscription)) return null
  if (subscription.cancel_at !== null) {
    return (
      <>
        <Form action={paths.keepSubscription(subscription.id)} formToken={formToken} inline>
          <Button kind="primary">Don’t cancel</Button>
        </Form>
        <CancelNow {...{ subscription, formToken }} />
      </>
    )
  }
  const end = nextEndOf(subscription)
  return (
    <>
      {end !== undefined && (
        <Form action={paths.cancelSubscription(subscription.id)} formToken={formToken} inline>
          <Button name="when" value="period_end">
            Cancel at period end
          </Button>
        </Form>
      )}
      <CancelNow {...{ subscription, formToken }} />
    </>
  )
}

function CancelNow({ subscription, formToken }: CancelProps) {
  const end = nextEndOf(subscription)
  return (
    <>
      <Button kind="danger" opens="cancel">
        Cancel now
      </Button>
      <Dialog
        id="cancel"
        title="Cancel this subscription now?"
        cancel="Keep it"
        action={
          <Form action={paths.cancelSubscription(subscription.id)} formToken={formToken} inline>
            <Button kind="destroy" name="when" value="now">
              Cancel now
            </Button>
          </Form>
        }
      >
        <p>
          <strong>At once:</strong> the customer has nothing any more
          {end === undefined ? '' : `, though it was paid for until ${exactTime(end)}`}, and no
          invoice follows. It can’t be taken up again.
        </p>
        <p>
          <strong>Stays:</strong> the customer, their cards, and every invoice there is. Nothing is
          given back by itself.
        </p>
      </Dialog>
    </>
  )
}
