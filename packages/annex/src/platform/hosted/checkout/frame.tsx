/** The page around a checkout: the seller's colour, no navigation, and who runs it. */
import type { Child } from 'hono/jsx'
import { Layout } from '../../../web/components/layout.js'
import { TestBanner } from '../../../web/components/mode.js'
import type { Seller } from '../seller.js'

interface FrameProps {
  title: string
  seller: Seller
  livemode: boolean
  children?: Child
}

export function CheckoutFrame({ title, seller, livemode, children }: FrameProps) {
  return (
    <Layout title={title} product={seller.name} accent={seller.colour} bodyClass="checkout-body">
      {!livemode && <TestBanner />}
      <div class="checkout">{children}</div>
    </Layout>
  )
}
