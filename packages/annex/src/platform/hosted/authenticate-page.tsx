/** What the payer sees on the way through 3-D Secure. */
import { formatMoney } from '../../core/money.js'
import { Button } from '../../web/components/button.js'
import { Card } from '../../web/components/card.js'
import { ErrorPage } from '../../web/components/error-page.js'
import { FocusFrame } from '../../web/components/focus-frame.js'
import type { Intent } from './asked-intent.js'

const BANK = { name: 'Test bank', href: '' }

export interface AuthenticatePageProps {
  intent: Intent
  shop: string | null
}

export function AuthenticatePage({ intent, shop }: AuthenticatePageProps) {
  const amount = amountOf(intent)
  return (
    <FocusFrame
      title={`Confirm ${amount ?? 'your payment method'}`}
      product={BANK}
      testMode={!intent.livemode}
    >
      <Card alone title="Is this you?">
        <div class="stack">
          <p>
            {shop ? <bdi>{shop}</bdi> : 'A shop'}{' '}
            {amount === null ? (
              'wants to save how you pay, for later payments.'
            ) : (
              <>
                asks for <strong>{amount}</strong>.
              </>
            )}{' '}
            Your bank wants to know that it is you.
          </p>
          <p class="muted small">
            This is a test of 3-D Secure. No bank is asked and no real money moves.
          </p>
          <form method="post" class="row">
            <Button name="decision" value="passed" kind="primary">
              Complete authentication
            </Button>
            <Button name="decision" value="failed">
              Fail authentication
            </Button>
          </form>
        </div>
      </Card>
    </FocusFrame>
  )
}

// Saving a method asks for no money yet.
function amountOf(intent: Intent): string | null {
  return intent.object === 'setup_intent' ? null : formatMoney(intent.amount, intent.currency)
}

/** For intents confirmed without a `return_url`: the shop's page asks the API what became of it. */
export function AuthenticatedPage({ intent }: { intent: Intent }) {
  const failed = intent.status === 'requires_payment_method'
  const title = failed ? 'That was not confirmed' : 'Thank you, that is confirmed'
  return (
    <FocusFrame title={title} product={BANK} testMode={!intent.livemode}>
      <Card alone title={title}>
        <p>You can close this page and go back to the shop.</p>
      </Card>
    </FocusFrame>
  )
}

/** 404: no such link. 409: it was decided already, here or by the shop. */
export function GonePage({ status }: { status: 404 | 409 }) {
  const title = status === 404 ? 'This link leads nowhere' : 'This needs nothing from you any more'
  return (
    <ErrorPage product={BANK} status={status} title={title}>
      <p>
        {status === 404
          ? 'Nothing was paid. Go back to the shop and try again from there.'
          : 'It was decided already. Go back to the shop to see how.'}
      </p>
    </ErrorPage>
  )
}
