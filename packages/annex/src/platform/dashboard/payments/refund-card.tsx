/** Gives money back, all of it or a part. */
import type Stripe from 'stripe'
import { decimalsOf, formatMoney } from '../../../core/money.js'
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field, SelectField } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { paths } from '../../routes.js'
import { sentence } from '../sentence.js'

/** The form as it was sent, with what was wrong. */
export interface RefundForm {
  amount: string
  reason: string
  error: string
}

export const REASONS = ['requested_by_customer', 'duplicate', 'fraudulent'] as const

export interface RefundCardProps {
  intent: Stripe.PaymentIntent
  charge: Stripe.Charge
  formToken: string
  form: RefundForm | undefined
}

export function RefundCard({ intent, charge, formToken, form }: RefundCardProps) {
  const left = charge.amount_captured - charge.amount_refunded
  if (!charge.captured || left <= 0) return null
  const most = formatMoney(left, charge.currency)
  return (
    <Card title="Refund" id="refund">
      <Form action={paths.refund(intent.id)} formToken={formToken}>
        <Field
          label={`Amount in ${charge.currency.toUpperCase()}`}
          name="amount"
          inputmode="decimal"
          value={
            form?.amount ??
            (left / 10 ** decimalsOf(charge.currency)).toFixed(decimalsOf(charge.currency))
          }
          hint={`Up to ${most}. The customer sees it in five to ten days.`}
          error={form?.error}
        />
        <SelectField
          label="Reason"
          name="reason"
          value={form?.reason}
          options={REASONS.map((reason) => [reason, sentence(reason)])}
        />
        <Button kind="danger" icon="undo">
          Refund
        </Button>
      </Form>
    </Card>
  )
}
