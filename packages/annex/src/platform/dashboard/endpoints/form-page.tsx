/** The form of a webhook endpoint, new or known. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field, SelectField } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { paths } from '../../routes.js'
import type { Refused } from '../change.js'

export interface EndpointForm {
  url: string
  description: string
  /** One type a line. */
  enabled_events: string
  connect: 'false' | 'true'
}

export interface EndpointFormPageProps {
  frame: Frame
  formToken: string
  /** The endpoint being changed; left out, a new one is made. */
  id?: string | undefined
  typed: EndpointForm
  refused?: Refused | undefined
}

export function EndpointFormPage({ frame, formToken, id, typed, refused }: EndpointFormPageProps) {
  const title = id ? 'Edit endpoint' : 'Add endpoint'
  const back = id ? paths.endpoint(id) : paths.endpoints
  const up = { label: id ? 'Endpoint' : 'Webhooks', href: back }
  return (
    <AppFrame frame={frame} title={title}>
      <PageHeader up={up} title={title} />
      <Card>
        <Form action={id ? paths.editEndpoint(id) : paths.newEndpoint} formToken={formToken}>
          <EndpointFields typed={typed} refused={refused} isNew={id === undefined} />
          <div class="form-actions">
            <Button kind="primary">{id ? 'Save' : 'Add endpoint'}</Button>
            <ButtonLink href={back} kind="quiet">
              Cancel
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </AppFrame>
  )
}

interface FieldsProps extends Pick<EndpointFormPageProps, 'typed' | 'refused'> {
  isNew: boolean
}

function EndpointFields({ typed, refused, isNew }: FieldsProps) {
  const errorOf = (param: string) => (refused?.param === param ? refused.message : undefined)
  // What belongs to no field stands beside the first.
  const known = ['enabled_events', 'description'].includes(refused?.param ?? '')
  return (
    <>
      <Field
        {...{ label: 'Endpoint URL', name: 'url', type: 'url', value: typed.url }}
        placeholder="https://example.com/webhooks"
        hint="We post each event here as JSON and try again until you answer 2xx."
        error={known ? undefined : refused?.message}
      />
      {isNew && (
        <SelectField
          {...{ label: 'Listens to', name: 'connect', value: typed.connect }}
          hint="Connected accounts are those that let your extension in."
          options={[
            ['false', 'Events of your account'],
            ['true', 'Events of connected accounts'],
          ]}
        />
      )}
      <Field
        {...{ label: 'Events', name: 'enabled_events', value: typed.enabled_events, rows: 5 }}
        hint="One type a line, such as payment_intent.succeeded. A single * stands for all."
        error={errorOf('enabled_events')}
      />
      <Field
        {...{ label: 'Description', name: 'description', value: typed.description, optional: true }}
        error={errorOf('description')}
      />
    </>
  )
}
