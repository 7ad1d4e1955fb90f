/** A payment link that sells no more. */
import { Card } from '../../../web/components/card.js'
import { PayerFrame } from '../payer-frame.js'
import type { Seller } from '../seller.js'

interface InactiveProps {
  seller: Seller
  livemode: boolean
  /** The seller's own words. */
  message: string | null
}

export function InactivePage({ seller, livemode, message }: InactiveProps) {
  const title = 'This link is no longer active'
  return (
    <PayerFrame {...{ title, seller, testMode: !livemode }}>
      <Card alone title={title}>
        <p>{message ?? `Nothing was charged. Ask ${seller.name} for a new one.`}</p>
      </Card>
    </PayerFrame>
  )
}
