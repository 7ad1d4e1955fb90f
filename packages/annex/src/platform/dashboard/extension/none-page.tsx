/** An account without an extension: what one is, and how to begin. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { LONGEST_NAME } from '../../people/names.js'
import { paths } from '../../routes.js'

export interface NoExtensionPageProps {
  frame: Frame
  formToken: string
  typed?: { name: string; fault: string }
}

export function NoExtensionPage({ frame, formToken, typed }: NoExtensionPageProps) {
  return (
    <AppFrame frame={frame} title="Extension">
      <PageHeader
        title="Extension"
        lead="An app of yours that works on other people’s accounts: they press a button, choose an account and allow it."
      />
      <Card
        title="Create your extension"
        lead="You get a client id for test mode and one for live mode. Nothing is public until you share a link."
      >
        <Form action={paths.createExtension} formToken={formToken}>
          <Field
            {...{ label: 'Name', name: 'name', value: typed?.name, error: typed?.fault }}
            {...{ required: true, maxlength: LONGEST_NAME }}
            hint="People see it when they are asked. It can be changed later."
          />
          <div class="form-actions">
            <Button kind="primary">Create extension</Button>
          </div>
        </Form>
      </Card>
    </AppFrame>
  )
}
