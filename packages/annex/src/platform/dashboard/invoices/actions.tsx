/** The buttons of an invoice: what its status allows, and nothing else. */
import type Stripe from 'stripe'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Dialog } from '../../../web/components/dialog.js'
import { Form } from '../../../web/components/form.js'
import { safeLink } from '../../../web/safe-link.js'
import { paths } from '../../routes.js'
import { stepsOf, type Step } from './steps.js'

export interface InvoiceActionsProps {
  invoice: Stripe.Invoice
  formToken: string
}

export function InvoiceActions({ invoice, formToken }: InvoiceActionsProps) {
  const steps = stepsOf(invoice)
  const page = safeLink(invoice.hosted_invoice_url)
  return (
    <>
      {page && (
        <ButtonLink href={page} icon="outside">
          Customer’s page
        </ButtonLink>
      )}
      {steps.map((step, index) =>
        step.warning ? (
          <Asking {...{ step, invoice, formToken }} />
        ) : (
          <Form action={paths.invoiceStep(invoice.id)} formToken={formToken} inline>
            <Button
              {...(index === 0 && { kind: 'primary' as const })}
              {...{ name: 'step', value: step.word }}
            >
              {step.label}
            </Button>
          </Form>
        ),
      )}
    </>
  )
}

function Asking({ step, invoice, formToken }: InvoiceActionsProps & { step: Step }) {
  const id = `ask-${step.word}`
  return (
    <>
      <Button kind="danger" opens={id}>
        {step.label}
      </Button>
      <Dialog
        id={id}
        title={`${step.label}?`}
        action={
          <Form action={paths.invoiceStep(invoice.id)} formToken={formToken} inline>
            <Button kind="destroy" name="step" value={step.word}>
              {step.label}
            </Button>
          </Form>
        }
      >
        <p>{step.warning}</p>
      </Dialog>
    </>
  )
}
