/** The page on which somebody pays. */
import { ForgetCards } from './forget-cards.js'
import { CheckoutFrame } from './frame.js'
import { PayForm, type PayFormProps } from './pay-form.js'
import { Summary } from './summary.js'

export function CheckoutPage(props: PayFormProps) {
  const { view, typed, faults } = props
  const { seller, livemode } = view
  return (
    <CheckoutFrame title={view.heading} {...{ seller, livemode }}>
      <Summary {...{ view, typed, faults }} />
      <main id="content" class="checkout-pay">
        <PayForm {...props} />
        {view.mayRemove && view.saved.length > 0 && <ForgetCards saved={view.saved} />}
        <footer class="checkout-foot">
          {seller.supportEmail && (
            <>
              Questions? <a href={`mailto:${seller.supportEmail}`}>{seller.supportEmail}</a> ·{' '}
            </>
          )}
          Payments by Annex
        </footer>
      </main>
    </CheckoutFrame>
  )
}
