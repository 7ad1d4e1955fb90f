/** Extension settings · Branding: name, website, colours, icon and logo. */
import { Hono } from 'hono'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import type { ImageUse } from '../../oauth/branding/upload.js'
import { paths } from '../../routes.js'
import { updateApplication } from '../../store/applications.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { frameOf } from '../frame.js'
import { placeOf } from '../place.js'
import { formOf, oneOf, required } from '../query.js'
import { BrandingPage } from './branding-page.js'
import { findOwnApplication, type OwnApplication } from './own-application.js'
import { saveBranding, saveImage, type BrandingFaults, type BrandingForm } from './save-branding.js'

const USES: readonly ImageUse[] = ['icon', 'logo']

export function brandingRoutes(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.branding, (c) => showBranding(context, c))
    .post(paths.branding, (c) => save(context, c))
    .post(paths.brandingImage, (c) => changeImage(context, c))
}

function showBranding(
  context: DashboardContext,
  c: PageContext,
  refused?: { form?: BrandingForm; faults: BrandingFaults },
) {
  const own = findOwnApplication(context.store, placeOf(c).account)
  if (!own) return c.redirect(paths.extension)
  const form = refused?.form ?? formFor(own)
  const { formToken } = c.var.visitor
  const props = { frame: frameOf(c, context), formToken, own, form, faults: refused?.faults ?? {} }
  return renderPage(c, <BrandingPage {...props} />, refused ? 400 : 200)
}

function formFor({ application }: OwnApplication): BrandingForm {
  const { name, website, primary_color, secondary_color } = application
  return {
    ...{ name, website: website ?? '', primary_color: primary_color ?? '' },
    secondary_color: secondary_color ?? '',
  }
}

async function save(context: DashboardContext, c: PageContext) {
  const field = await formOf(c)
  const { application } = required(findOwnApplication(context.store, placeOf(c).account))
  const form: BrandingForm = {
    ...{ name: field('name'), website: field('website') },
    ...{ primary_color: field('primary_color'), secondary_color: field('secondary_color') },
  }
  const faults = saveBranding(context, application, form)
  if (faults) return showBranding(context, c, { form, faults })
  return saved(c)
}

async function changeImage(context: DashboardContext, c: PageContext) {
  const { image, use, remove } = await c.req.parseBody()
  const wanted = oneOf(USES, typeof use === 'string' ? use : '')
  const { application } = required(findOwnApplication(context.store, placeOf(c).account))
  if (remove !== undefined) {
    updateApplication(context.store, application.id, { [wanted]: null })
    return saved(c)
  }
  if (!(image instanceof File) || image.size === 0) {
    return showBranding(context, c, { faults: { [wanted]: 'Choose a PNG or JPEG file first.' } })
  }
  const faults = await saveImage(context, application, { use: wanted, file: image })
  return faults ? showBranding(context, c, { faults }) : saved(c)
}

function saved(c: PageContext): Response {
  leaveFlash(c, { tone: 'success', text: 'Branding saved.' })
  return c.redirect(paths.branding, 303)
}
