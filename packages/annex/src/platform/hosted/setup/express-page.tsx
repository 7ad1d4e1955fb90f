/** The small dashboard behind a login link: what an Express account's owner may see. */
import type Stripe from 'stripe'
import { Card } from '../../../web/components/card.js'
import { FocusFrame } from '../../../web/components/focus-frame.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { formatMoney } from '../../../core/money.js'

export interface ExpressPageProps {
  account: Stripe.Account
  balance: Stripe.Balance
  payouts: readonly Stripe.Payout[]
  livemode: boolean
}

export function ExpressPage({ account, balance, payouts, livemode }: ExpressPageProps) {
  const name = account.business_profile?.name ?? account.email ?? account.id
  const product = { name: 'Express', href: '' }
  return (
    <FocusFrame title={name} product={product} testMode={!livemode}>
      <div class="stack">
        <h1>
          <bdi>{name}</bdi>
        </h1>
        <Card title="Balance">
          <KeyValues
            facts={[
              ['Available', amounts(balance.available)],
              ['On its way', amounts(balance.pending)],
            ]}
          />
        </Card>
        <Card title="Payouts">
          {payouts.length === 0 ? (
            <p class="muted">
              There are none yet. They come by themselves once money is available.
            </p>
          ) : (
            <KeyValues facts={payouts.map((one) => [one.status, amounts([one])])} />
          )}
        </Card>
      </div>
    </FocusFrame>
  )
}

function amounts(parts: readonly { amount: number; currency: string }[]): string {
  return parts.map(({ amount, currency }) => formatMoney(amount, currency)).join(', ')
}
