/** The extension of a seed's account: client ids, redirect URIs and branding. */
import { newId } from '../../core/ids.js'
import { addApplication, findApplicationOf, findClientOfAccount } from '../store/applications.js'
import { setRedirectUris } from '../store/redirect-uris.js'
import { addPicture } from './pictures.js'
import type { SeedExtension } from './seed-file.js'
import type { SeedTools } from './tools.js'

/** Redirect URIs follow the seed, so that an app which moved to another port can be reached. */
export function applyExtension(extension: SeedExtension, account: string, tools: SeedTools): void {
  if (!findApplicationOf(tools.store, account)) addExtension(extension, account, tools)
  for (const livemode of [false, true]) {
    const client = findClientOfAccount(tools.store, account, livemode)
    const uris = extension.redirect_uris[livemode ? 'live' : 'test']
    if (client) setRedirectUris(tools.store, client.client_id, uris)
  }
}

function addExtension(extension: SeedExtension, account: string, tools: SeedTools): void {
  const { kind, name, website, enabled, branding, client_ids } = extension
  addApplication(
    tools.store,
    {
      ...{ id: newId('app', tools.random), account, kind, name, website: website ?? null },
      ...{ enabled: enabled ? 1 : 0, sends_issuer: 1 },
      icon: addPicture({ data: branding.icon, use: 'icon', account }, tools),
      logo: addPicture({ data: branding.logo, use: 'logo', account }, tools),
      primary_color: branding.primary_color ?? null,
      secondary_color: branding.secondary_color ?? null,
      created: tools.clock.now(),
    },
    {
      test: client_ids.test ?? newId('ca', tools.random, 32),
      live: client_ids.live ?? newId('ca', tools.random, 32),
    },
  )
}
