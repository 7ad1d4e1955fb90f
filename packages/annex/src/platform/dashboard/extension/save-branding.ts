/** Saving how an extension looks: every field checked, all saved or none. */
import { newId } from '../../../core/ids.js'
import { checkedColour } from '../../oauth/branding/colour.js'
import { checkImage, type ImageUse } from '../../oauth/branding/upload.js'
import { checkedWebsite } from '../../oauth/branding/website.js'
import { checkedApplicationName } from '../../people/names.js'
import { updateApplication, type ApplicationRow } from '../../store/applications.js'
import { addImage } from '../../store/images.js'
import type { DashboardContext } from '../context.js'

/** What the form sent, as text. */
export interface BrandingForm {
  name: string
  website: string
  primary_color: string
  secondary_color: string
}

export type BrandingFaults = Partial<Record<keyof BrandingForm | ImageUse, string>>

export function saveBranding(
  context: DashboardContext,
  application: ApplicationRow,
  form: BrandingForm,
): BrandingFaults | undefined {
  const name = checkedApplicationName(form.name)
  const website = checkedWebsite(form.website)
  const [primary, secondary] = [colourOf(form.primary_color), colourOf(form.secondary_color)]
  const faults: BrandingFaults = {
    ...(name.ok ? {} : { name: name.fault }),
    ...(website === undefined ? { website: 'Use an address like https://app.example.' } : {}),
    ...(primary === undefined ? { primary_color: HEX } : {}),
    ...(secondary === undefined ? { secondary_color: HEX } : {}),
  }
  if (!name.ok || Object.keys(faults).length > 0) return faults
  updateApplication(context.store, application.id, {
    ...{ name: name.name, primary_color: primary, secondary_color: secondary },
    ...(website === undefined ? {} : { website }),
  })
  return undefined
}

const HEX = 'Use six hexadecimal digits, like #0f5c4a.'

/** null: none; undefined: not a colour. */
function colourOf(given: string): string | null | undefined {
  return given.trim() === '' ? null : checkedColour(given)
}

/** @returns what is wrong with the picture, beside its field */
export async function saveImage(
  context: DashboardContext,
  application: ApplicationRow,
  upload: { use: ImageUse; file: File },
): Promise<BrandingFaults | undefined> {
  const { use, file } = upload
  const checked = checkImage(new Uint8Array(await file.arrayBuffer()), use)
  if (!checked.ok) return { [use]: checked.fault }
  const { store, random, clock } = context
  const id = newId('img', random)
  store.transaction(() => {
    addImage(store, { id, account: application.account, ...checked.image, created: clock.now() })
    updateApplication(store, application.id, { [use]: id })
  })
  return undefined
}
