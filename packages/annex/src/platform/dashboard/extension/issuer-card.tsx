/** Whether answers say which server gave them: `iss` of RFC 9207, which Stripe doesn't send. */
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Form } from '../../../web/components/form.js'
import { paths } from '../../routes.js'

export function IssuerCard({ isOn, formToken }: { isOn: boolean; formToken: string }) {
  return (
    <Card
      title="Say who answers"
      lead={
        isOn
          ? 'Each answer carries iss, the address of this server (RFC 9207). A client that talks to several can’t be mixed up.'
          : 'Answers come without iss, as Stripe’s do.'
      }
      actions={
        <Form action={paths.switchIssuer} formToken={formToken} inline>
          <Button name="sends" value={isOn ? 'false' : 'true'} size="small">
            {isOn ? 'Leave iss out' : 'Send iss'}
          </Button>
        </Form>
      }
    >
      <p class="small muted">
        Strict libraries refuse an <code>iss</code> other than the one they were configured with;
        plain ones don’t look. Switch it off to meet exactly what Stripe sends.
      </p>
    </Card>
  )
}
