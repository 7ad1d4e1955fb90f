/** The signing secret: read it again, or roll it with both valid for a while. */
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Dialog } from '../../../web/components/dialog.js'
import { SelectField } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { SecretField } from '../../../web/components/secret-field.js'
import { Time } from '../../../web/components/time.js'
import { paths } from '../../routes.js'
import type { EndpointRow } from '../../store/endpoints.js'

/** How long the old secret goes on signing beside the new one. At most a day (reliability W11). */
export const OVERLAPS = { now: 0, hour: 3600, day: 24 * 3600 } as const

export type Overlap = keyof typeof OVERLAPS

export interface SecretCardProps {
  endpoint: EndpointRow
  formToken: string
  now: number
  secret: string
}

export function SecretCard({ endpoint, formToken, now, secret }: SecretCardProps) {
  const { previous_until } = endpoint
  return (
    <Card
      title="Signing secret"
      actions={
        <Button size="small" opens="roll">
          Roll
        </Button>
      }
    >
      <SecretField value={secret} label="signing secret" />
      {previous_until !== null && previous_until > now && (
        <p class="small muted">
          The one before signs too, and ends <Time at={previous_until} now={now} />.
        </p>
      )}
      <Dialog
        id="roll"
        title="Roll the signing secret?"
        action={
          <Button kind="primary" form="roll-form">
            Roll secret
          </Button>
        }
      >
        <p>
          A new secret signs at once. Until the old one ends, each delivery carries both signatures,
          so your server can change over without missing any.
        </p>
        <Form id="roll-form" action={paths.rollEndpointSecret(endpoint.id)} formToken={formToken}>
          <SelectField
            label="The old secret ends"
            name="overlap"
            value="hour"
            options={[
              ['now', 'At once'],
              ['hour', 'In an hour'],
              ['day', 'In a day'],
            ]}
          />
        </Form>
      </Dialog>
    </Card>
  )
}
