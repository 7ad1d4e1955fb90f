/** Extension settings · Branding: what people see when they are asked. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { LONGEST_NAME } from '../../people/names.js'
import { paths } from '../../routes.js'
import { BrandPreview } from './brand-preview.js'
import { Checklist } from './checklist.js'
import { ImageField } from './image-field.js'
import type { OwnApplication } from './own-application.js'
import type { BrandingFaults, BrandingForm } from './save-branding.js'
import { ExtensionTabs } from './tabs.js'

export interface BrandingPageProps {
  frame: Frame
  formToken: string
  own: OwnApplication
  form: BrandingForm
  faults: BrandingFaults
}

export function BrandingPage({ frame, formToken, own, form, faults }: BrandingPageProps) {
  const { application } = own
  return (
    <AppFrame frame={frame} title="Branding">
      <PageHeader
        title={<bdi>{application.name}</bdi>}
        lead="How your extension looks to the people you ask."
      />
      <ExtensionTabs current="branding" />
      <div class="columns">
        <div class="stack">
          <Card title="Name and colours">
            <LookForm {...{ form, faults, formToken }} />
          </Card>
          <Card title="Pictures" lead="PNG or JPEG, up to 512 KB. Metadata is removed.">
            <ImageField
              {...{ use: 'icon', image: application.icon, error: faults.icon, formToken }}
              hint="Square, at least 128 × 128 pixels. Shown in lists of connected applications."
            />
            <ImageField
              {...{ use: 'logo', image: application.logo, error: faults.logo, formToken }}
              hint="Not square, at least 128 pixels each way. Shown when people are asked."
            />
          </Card>
        </div>
        <div class="stack">
          <BrandPreview {...{ application, form }} />
          <Checklist own={own} formToken={formToken} />
        </div>
      </div>
    </AppFrame>
  )
}

function LookForm({ form, faults, formToken }: Omit<BrandingPageProps, 'frame' | 'own'>) {
  return (
    <Form action={paths.branding} formToken={formToken}>
      <Field
        {...{ label: 'Name', name: 'name', value: form.name, error: faults.name }}
        {...{ required: true, maxlength: LONGEST_NAME }}
        hint={`Up to ${LONGEST_NAME} characters, nothing invisible, not ours.`}
      />
      <Field
        {...{ label: 'Website', name: 'website', type: 'url', value: form.website }}
        {...{ optional: true, error: faults.website, placeholder: 'https://app.example' }}
      />
      <Field
        {...{ label: 'Brand colour', name: 'primary_color', value: form.primary_color }}
        {...{ optional: true, error: faults.primary_color, placeholder: '#0f5c4a' }}
        hint="Buttons and marks. Text on it turns white or near-black, whichever can be read."
      />
      <Field
        {...{ label: 'Accent colour', name: 'secondary_color', value: form.secondary_color }}
        {...{ optional: true, error: faults.secondary_color, placeholder: '#f4f1ea' }}
        hint="Laid behind your logo."
      />
      <div class="form-actions">
        <Button kind="primary">Save</Button>
      </div>
    </Form>
  )
}
