/** Below the form, since a key pressed in it must never forget a card. */
import { Button } from '../../../web/components/button.js'
import { Disclosure } from '../../../web/components/disclosure.js'
import type { CheckoutView } from './view.js'

export function ForgetCards({ saved }: Pick<CheckoutView, 'saved'>) {
  return (
    <div class="checkout-forget">
      <Disclosure summary="Remove a saved card">
        {saved.map(({ id, words }) => (
          <form method="post">
            <input type="hidden" name="method" value={id} />
            <span>{words}</span>
            <Button name="action" value="forget" size="small">
              Remove<span class="visually-hidden"> {words}</span>
            </Button>
          </form>
        ))}
      </Disclosure>
    </div>
  )
}
