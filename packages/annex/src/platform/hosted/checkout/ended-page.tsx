/** What a link leads to when there is nothing to pay behind it any more. */
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { ErrorPage } from '../../../web/components/error-page.js'
import { PayerFrame } from '../payer-frame.js'
import type { Seller } from '../seller.js'

interface PageProps {
  seller: Seller
  livemode: boolean
  /** Back to the seller. */
  href: string | null
}

export function PaidPage({ seller, livemode, href }: PageProps) {
  return (
    <Ended {...{ seller, livemode, href }} title="You’re all done here">
      This checkout has been completed. Nothing more will be charged on this page.
    </Ended>
  )
}

/** After a payment link without a page of the seller's own. @param words what the seller says */
export function ThanksPage({ words, ...page }: Omit<PageProps, 'href'> & { words: string | null }) {
  return (
    <Ended {...page} href={null} title="Thank you">
      {words ?? `${page.seller.name} has received your order. You can close this page.`}
    </Ended>
  )
}

export function ExpiredPage({ seller, livemode, href }: PageProps) {
  return (
    <Ended {...{ seller, livemode, href }} title="This checkout has expired">
      Nothing was charged. Go back to the shop and start again from there.
    </Ended>
  )
}

function Ended(props: PageProps & { title: string; children: string }) {
  const { seller, livemode, href, title, children } = props
  return (
    <PayerFrame {...{ title, seller, testMode: !livemode }}>
      <Card alone title={title}>
        <div class="stack">
          <p>{children}</p>
          {href && (
            <div>
              <ButtonLink href={href}>Return to {seller.name}</ButtonLink>
            </div>
          )}
        </div>
      </Card>
    </PayerFrame>
  )
}

const PRODUCT = { name: 'Checkout', href: '' }

export function UnknownPage() {
  return (
    <ErrorPage product={PRODUCT} status={404} title="This link leads nowhere">
      <p>Nothing was charged. Go back to the shop and try again from there.</p>
    </ErrorPage>
  )
}

/** A form that no page of ours has sent. */
export function RefusedPage() {
  return (
    <ErrorPage product={PRODUCT} status={403} title="That was not sent from this page">
      <p>Nothing was charged. Open the checkout again and fill it in there.</p>
    </ErrorPage>
  )
}

/** Its customer lives on a test clock that is being moved. */
export function BusyPage() {
  return (
    <ErrorPage product={PRODUCT} status={409} title="Just a moment">
      <p>The test clock of this checkout is moving. Nothing was charged; try again in a moment.</p>
    </ErrorPage>
  )
}
