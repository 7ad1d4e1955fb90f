/** What is shown instead of an invoice or receipt: to a link that leads nowhere, to a form from elsewhere. */
import { ErrorPage } from '../../web/components/error-page.js'

const PRODUCT = { name: 'Billing', href: '' }

export function NoBillPage() {
  return (
    <ErrorPage product={PRODUCT} status={404} title="This link leads nowhere">
      <p>Check the address, or ask whoever sent it for the link. Nothing was paid here.</p>
    </ErrorPage>
  )
}

export function ForeignFormPage() {
  return (
    <ErrorPage product={PRODUCT} status={403} title="That was not sent from this page">
      <p>Nothing was paid. Open the invoice again, and pay it there.</p>
    </ErrorPage>
  )
}
