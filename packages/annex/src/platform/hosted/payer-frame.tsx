/** What a payer's pages stand in, but the checkout: the seller's name, colour and picture. */
import type { Child } from 'hono/jsx'
import { FocusFrame } from '../../web/components/focus-frame.js'
import type { Seller } from './seller.js'

export interface PayerFrameProps {
  title: string
  seller: Seller
  testMode: boolean
  /** Left out, one narrow column. */
  width?: 'medium' | 'wide'
  children?: Child
}

export function PayerFrame({ title, seller, testMode, width, children }: PayerFrameProps) {
  const { name, colour, image, supportEmail } = seller
  return (
    <FocusFrame
      {...{ title, testMode, accent: colour, ...(width && { width }) }}
      product={{ name, href: '', image, ofSeller: true }}
      footer={
        <>
          {supportEmail && (
            <>
              Questions? <a href={`mailto:${supportEmail}`}>{supportEmail}</a> ·{' '}
            </>
          )}
          Payments by Annex
        </>
      }
    >
      {children}
    </FocusFrame>
  )
}
