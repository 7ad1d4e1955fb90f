/** Buttons, fields, secrets, code and a dialog of the gallery. */
import { Button } from '../../web/components/button.js'
import { Card } from '../../web/components/card.js'
import { Code } from '../../web/components/code.js'
import { Dialog } from '../../web/components/dialog.js'
import { CheckField, Field, SelectField } from '../../web/components/field.js'
import { Form } from '../../web/components/form.js'
import { Menu } from '../../web/components/menu.js'
import { CopyField, SecretField } from '../../web/components/secret-field.js'

export function ControlsSample() {
  return (
    <div class="columns" data-halves>
      <Card title="Add an endpoint" actions={<Menu label="More" align="end" />}>
        <Form formToken="token">
          <Field
            label="Endpoint URL"
            name="url"
            type="url"
            placeholder="https://example.com/webhooks"
            hint="We post every event here as JSON."
          />
          <Field
            label="Description"
            name="description"
            optional
            error="At most 5,000 characters."
            value="Too long"
          />
          <SelectField
            label="Listens to"
            name="connect"
            options={[
              ['false', 'This account'],
              ['true', 'Connected accounts'],
            ]}
          />
          <Field label="Events" name="events" rows={3} value="*" />
          <CheckField label="Send test events" name="test" hint="Only in test mode." checked />
          <div class="form-actions">
            <Button kind="primary">Add endpoint</Button>
            <Button kind="quiet">Cancel</Button>
          </div>
        </Form>
      </Card>
      <Card title="Keys and code">
        <SecretField label="signing secret" value="whsec_5f0c9d2b7a3e4d1c8b6a" />
        <CopyField label="base URL" value="http://localhost:4242" />
        <Code
          label="Terminal"
          text={'curl http://localhost:4242/v1/customers \\\n  -u sk_test_harbour:'}
        />
        <div class="row">
          <Button>Default</Button>
          <Button kind="primary">Primary</Button>
          <Button kind="danger" opens="disconnect" icon="plug">
            Disconnect
          </Button>
          <Button kind="destroy">Disconnect</Button>
          <Button kind="quiet">Quiet</Button>
          <Button disabled>Disabled</Button>
          <Button size="small" icon="refresh">
            Small
          </Button>
        </div>
        <Dialog
          id="disconnect"
          title="Disconnect Ledgerline?"
          action={<Button kind="destroy">Disconnect</Button>}
        >
          <p>
            Ledgerline loses access at once and deletes its copy of your data. Your payments stay.
          </p>
        </Dialog>
      </Card>
    </div>
  )
}
