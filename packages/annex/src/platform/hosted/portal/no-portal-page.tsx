/** What is shown instead of the portal: to a link that leads nowhere, to a form from elsewhere. */
import { ButtonLink } from '../../../web/components/button.js'
import { ErrorPage } from '../../../web/components/error-page.js'
import { safeLink } from '../../../web/safe-link.js'

const PRODUCT = { name: 'Billing', href: '' }

export interface ExpiredPageProps {
  status: 404 | 410
  /** The seller's site, which makes a new one. */
  back: string | null
}

export function ExpiredPage({ status, back }: ExpiredPageProps) {
  const href = safeLink(back)
  const title = status === 404 ? 'This link leads nowhere' : 'This link has expired'
  return (
    <ErrorPage
      {...{ status, title, product: PRODUCT }}
      action={href && <ButtonLink {...{ href, kind: 'primary' }}>Go back</ButtonLink>}
    >
      <p>
        Nothing was changed. Go back to the site that sent you here, and open your billing again.
      </p>
    </ErrorPage>
  )
}

export function ForeignFormPage() {
  return (
    <ErrorPage product={PRODUCT} status={403} title="That was not sent from this page">
      <p>Nothing was changed. Open your billing again, and do it there.</p>
    </ErrorPage>
  )
}
