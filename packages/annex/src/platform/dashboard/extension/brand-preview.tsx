/** How the question and the list entry look: as saved, and with a script as typed. */
import { Avatar } from '../../../web/components/avatar.js'
import { Card } from '../../../web/components/card.js'
import { Notice } from '../../../web/components/notice.js'
import { contrast, parseColour, READABLE } from '../../../web/colour.js'
import { checkedColour } from '../../oauth/branding/colour.js'
import { Abilities } from '../../oauth/pages/abilities.js'
import { Asking } from '../../oauth/pages/asking.js'
import { imagePath } from '../../oauth/paths.js'
import { Branded } from '../../people/pages/branded.js'
import type { ApplicationRow } from '../../store/applications.js'
import type { BrandingForm } from './save-branding.js'

export interface BrandPreviewProps {
  application: ApplicationRow
  form: BrandingForm
}

export function BrandPreview({ application, form }: BrandPreviewProps) {
  const colour = checkedColour(form.primary_color)
  const [icon, logo] = [pathOf(application.icon), pathOf(application.logo)]
  return (
    <Card title="Preview" lead="What people see when they are asked, and in their list.">
      <div class="preview" data-preview="">
        <Branded colour={colour}>
          <Asking name={form.name} image={logo ?? icon} background={form.secondary_color} />
          <h3>
            <bdi data-preview-name="">{form.name}</bdi> wants to connect to your account
          </h3>
          <Card>
            <Abilities scope="read_only" />
            <span class="button" data-kind="primary" data-size="large" aria-hidden="true">
              Connect account
            </span>
          </Card>
        </Branded>
      </div>
      <p class="with-avatar">
        <Avatar name={form.name} image={icon} />
        <strong>
          <bdi data-preview-name="">{form.name}</bdi>
        </strong>
      </p>
      {colour && <ContrastWarning colour={colour} />}
    </Card>
  )
}

function pathOf(image: string | null): string | undefined {
  return image === null ? undefined : imagePath(image)
}

function ContrastWarning({ colour }: { colour: string }) {
  const parsed = parseColour(colour)
  if (!parsed || contrast(parsed, [255, 255, 255]) >= READABLE) return null
  return (
    <Notice tone="warning" title="A light brand colour">
      White text on it can’t be read, so buttons get dark text, and links a darker shade of it.
    </Notice>
  )
}
