/** Icon and logo of a seed's extension, checked as an upload is. */
import { newId } from '../../core/ids.js'
import { checkImage, type ImageUse } from '../oauth/branding/upload.js'
import { addImage } from '../store/images.js'
import { badPicture } from './seed-error.js'
import type { SeedTools } from './tools.js'

/** @returns the image's id, or null where the seed gives none */
export function addPicture(
  { data, use, account }: { data: string | null | undefined; use: ImageUse; account: string },
  { store, random, clock }: SeedTools,
): string | null {
  if (!data) return null
  const checked = checkImage(Buffer.from(data.slice(data.indexOf(',') + 1), 'base64'), use)
  if (!checked.ok) throw badPicture(use, checked.fault)
  const id = newId('file', random)
  addImage(store, { id, account, ...checked.image, created: clock.now() })
  return id
}
