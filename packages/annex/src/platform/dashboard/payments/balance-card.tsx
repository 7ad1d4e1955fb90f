/** What a payment brought the account: the amount, Stripe's fee, and when it can be used. */
import type Stripe from 'stripe'
import { Card } from '../../../web/components/card.js'
import { Id } from '../../../web/components/id.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Money } from '../../../web/components/money.js'
import { Time } from '../../../web/components/time.js'

export function BalanceCard({ balance }: { balance: Stripe.BalanceTransaction }) {
  const { amount, fee, net, currency, status, available_on } = balance
  return (
    <Card title="Balance">
      <KeyValues
        narrow
        facts={[
          ['Amount', <Money amount={amount} currency={currency} code />],
          ['Fee', <Money amount={-fee} currency={currency} />],
          [
            'Net',
            <strong>
              <Money amount={net} currency={currency} />
            </strong>,
          ],
          [
            'Funds',
            status === 'available' ? (
              'Available'
            ) : (
              <>
                Available on <Time at={available_on} />
              </>
            ),
          ],
          ['Transaction', <Id id={balance.id} />],
        ]}
      />
    </Card>
  )
}
